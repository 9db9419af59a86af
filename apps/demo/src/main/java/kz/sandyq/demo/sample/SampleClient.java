package kz.sandyq.demo.sample;

import java.util.List;

/**
 * A client of the sample market; nobody of this name or number exists.
 *
 * @param login name to sign in with
 * @param representative who acts for an organisation; empty for a natural person
 * @param number makes the IIN or BIN
 */
record SampleClient(String login, String name, String representative, boolean issuer, String address, int number) {
    /** Everybody: four issuers and eight investors. */
    static final List<SampleClient> ALL = List.of(
            new SampleClient("altyn", "Алтын Дала Агро ЖШС", "Серік Тоқтаров", true, "Қостанай, Абай 12", 21),
            new SampleClient("saryarqa", "Сарыарқа Факторинг ЖШС", "Гүлмира Әбенова", true, "Қарағанды, Ермеков 5", 22),
            new SampleClient("ertis", "Ертіс Металл ЖШС", "Асхат Жүнісов", true, "Өскемен, Бурова 7", 23),
            new SampleClient("tenge", "Сандық Теңге ЖШС", "Лаура Сейітова", true, "Астана, Мәңгілік ел 30", 24),
            new SampleClient("aigul", "Айгүл Сәрсенова", "", false, "Алматы, Абай 1", 25),
            new SampleClient("bolat", "Болат Ахметов", "", false, "Шымкент, Тәуке хан 18", 26),
            new SampleClient("saule", "Сәуле Ким", "", false, "Алматы, Жандосов 44", 27),
            new SampleClient("daniyar", "Данияр Оспанов", "", false, "Ақтөбе, Әбілқайыр хан 9", 28),
            new SampleClient("madina", "Мадина Жұмабаева", "", false, "Астана, Сығанақ 25", 29),
            new SampleClient("timur", "Тимур Ибраев", "", false, "Павлодар, Торайғыров 3", 30),
            new SampleClient("zhetisu", "Жетісу Капитал ЖШС", "Нұржан Бекенов", false, "Талдықорған, Қабанбай 6", 31),
            new SampleClient("kokshe", "Көкше Инвест ЖШС", "Әлия Мұсаева", false, "Көкшетау, Әуезов 14", 32));

    private static final int REPRESENTATIVES = 50;

    /** Those who buy and sell. */
    static List<SampleClient> investors() {
        return ALL.stream().filter(each -> !each.issuer()).toList();
    }

    boolean organisation() {
        return !representative.isEmpty();
    }

    /** IIN of a natural person, BIN of an organisation. */
    String nationalId() {
        return organisation() ? InventedIds.bin(number) : InventedIds.iin(number);
    }

    /** IIN of whoever acts for an organisation. */
    String representativeIin() {
        return InventedIds.iin(REPRESENTATIVES + number);
    }
}
