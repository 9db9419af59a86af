package kz.sandyq.witness;

/** Words for whoever runs a witness or reads its supervisor's log. */
final class WitnessConsole {
    private WitnessConsole() {}

    static void say(String words) {
        System.out.println(words);
    }

    static void fault(String words) {
        System.err.println(words);
    }

    static void fault(Throwable broken) {
        broken.printStackTrace();
    }
}
