package kz.sandyq.node;

/** Words for whoever starts a node or reads its supervisor's log. */
final class NodeConsole {
    private NodeConsole() {}

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
