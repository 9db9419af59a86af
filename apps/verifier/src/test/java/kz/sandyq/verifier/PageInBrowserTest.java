package kz.sandyq.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import kz.sandyq.transparency.Refused;
import kz.sandyq.transparency.note.Policy;
import kz.sandyq.transparency.receipt.Cosigner;
import kz.sandyq.transparency.receipt.ReceiptVerifier;
import kz.sandyq.transparency.receipt.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, opened from a disk: its verdicts are the program's, and everybody can use it. */
@Tag("browser")
class PageInBrowserTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("sandyq.root")).resolve("docs/protocol/golden");
    private static final Path RECEIPT = GOLDEN.resolve("receipt-1.tlog-proof");
    private static final Path POLICY = GOLDEN.resolve("policy-1.txt");
    private static final String ORIGIN = "test.invalid/sandyq/7";

    /** Verdicts of many receipts under many policies, by the page's own script. */
    private static final String VERDICTS = """
            async pairs => {
                const bytes = text => Uint8Array.from(atob(text), each => each.charCodeAt(0));
                const said = [];
                for (const [receipt, policy] of pairs) {
                    const by = await SandyqNotes.policy(bytes(policy));
                    const shown = by.refusal ? by
                        : await SandyqReceipt.verify(bytes(receipt), by, { origin: '%s', cluster: 7 });
                    said.push(by.refusal ? 'POLICY ' + by.refusal : !shown.proven ? shown.refusal
                        : [shown.receipt.sequence, shown.receipt.number,
                            ...shown.by.nodes, ...shown.by.witnesses, ...shown.by.others]
                            .map(each => each.name ? each.name + '@' + each.seconds : each).join(' '));
                }
                return said;
            }""".formatted(ORIGIN);

    /** Places of many files under many notes, by the page's own script. */
    private static final String PLACES = """
            async ([pairs, policy]) => {
                const bytes = text => Uint8Array.from(atob(text), each => each.charCodeAt(0));
                const by = await SandyqNotes.policy(bytes(policy));
                const said = [];
                for (const [note, holder] of pairs) {
                    const shown = await SandyqLiabilities.verify(bytes(note), bytes(holder), by, { origin: '%s' });
                    said.push(shown.proven ? shown.holder.client + ' ' + shown.owed : shown.refusal);
                }
                return said;
            }""".formatted(ORIGIN);

    @TempDir
    private static Path folder;

    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        PageFiles.write(folder);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Path installed = Stream.of(
                        String.valueOf(System.getenv("SANDYQ_BROWSER")),
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the browser tests need Chromium"));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(installed)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void close() {
        playwright.close();
    }

    private static Page page(String language, int width) {
        Page page = browser.newContext(
                        new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 800))
                .newPage();
        page.navigate(folder.resolve("index.html").toUri().toString());
        return page;
    }

    @Test
    void itsVerdictsAreTheProgrammes() throws IOException, Refused {
        byte[] receipt = Files.readAllBytes(RECEIPT);
        byte[] policy = Files.readAllBytes(POLICY);
        SplittableRandom random = new SplittableRandom(13);
        List<byte[][]> pairs = new ArrayList<>();
        pairs.add(new byte[][] {receipt, policy});
        for (int at = 0; at < receipt.length; at += 6) {
            pairs.add(new byte[][] {changed(receipt, at, random), policy});
        }
        for (int at = 0; at < policy.length; at += 11) {
            pairs.add(new byte[][] {receipt, changed(policy, at, random)});
        }
        String text = new String(policy, UTF_8);
        for (String other : List.of(
                text.replace("nodes 4", "nodes 5"),
                text.replace("witnesses 2", "witnesses 3"),
                text.replaceAll("(?m)^(group|quorum) .*\n", "") + "quorum none\n",
                text.replaceAll("(?m)^log .*\n", ""),
                text.replaceFirst("(?m)^(witness) node-2 (.*)$", "$1 node-2 $2\n$1 twin $2"),
                text.replace("quorum all-of-them", "quorum nobody"),
                text.replace("group nodes", "group node-1"),
                text + "quorum none\n")) {
            pairs.add(new byte[][] {receipt, other.getBytes(UTF_8)});
        }
        List<String> ours = new ArrayList<>();
        List<List<String>> asked = new ArrayList<>();
        for (byte[][] pair : pairs) {
            ours.add(said(pair[0], pair[1]));
            asked.add(Stream.of(pair).map(Base64.getEncoder()::encodeToString).toList());
        }
        assertThat(ours).anyMatch(each -> each.startsWith("67 1 ")).anyMatch(each -> each.startsWith("POLICY "));
        assertThat(page("en", 1280).evaluate(VERDICTS, asked)).isEqualTo(ours);
    }

    @Test
    void itsVerdictsOnWhatIsOwedAreTheProgrammes() throws IOException, Refused {
        byte[] note = Files.readAllBytes(GOLDEN.resolve("liabilities/note"));
        byte[] holder = Files.readAllBytes(GOLDEN.resolve("liabilities/holder-103"));
        byte[] policy = Files.readAllBytes(POLICY);
        String text = new String(holder, UTF_8);
        SplittableRandom random = new SplittableRandom(14);
        List<byte[][]> pairs = new ArrayList<>();
        pairs.add(new byte[][] {note, holder});
        pairs.add(new byte[][] {note, Files.readAllBytes(GOLDEN.resolve("liabilities/holder-104"))});
        for (int at = 0; at < holder.length; at += 9) {
            pairs.add(new byte[][] {note, changed(holder, at, random)});
        }
        for (int at = 0; at < note.length; at += 6) {
            pairs.add(new byte[][] {changed(note, at, random), holder});
        }
        String parts = text.substring(text.indexOf("part "));
        for (String other : List.of(
                text.replaceFirst("(part \\d+ )\\d+", "$19223372036854775807"),
                text.replaceFirst("= \\d+\n", "= 9223372036854775807\n"),
                text.replaceFirst("part \\d+", "part 99"),
                text.replace("client 103", "client 104"),
                text.replace("total 18000", "total 17000"),
                text.replace("asset 12", "asset 0"),
                text.replace(parts, ""),
                text + parts)) {
            pairs.add(new byte[][] {note, other.getBytes(UTF_8)});
        }
        Request request = Request.read("liabilities", "n", "h", "--policy", "p", "--origin", ORIGIN)
                .orElseThrow();
        List<String> ours = new ArrayList<>();
        List<List<String>> asked = new ArrayList<>();
        for (byte[][] pair : pairs) {
            ours.add(placed(request, Policy.parse(policy), pair[0], pair[1]));
            asked.add(Stream.of(pair).map(Base64.getEncoder()::encodeToString).toList());
        }
        assertThat(ours)
                .contains("103 12000", "LEAF_TWICE", "AMOUNT_OVERFLOW", "INDEX_OUTSIDE_TREE", "LEAF_NOT_IN_TOTAL")
                .contains("STATEMENT_NOT_PUBLISHED", "SIGNATURE_INVALID", "HOLDER_PROOF_MALFORMED");
        assertThat(page("en", 1280)
                        .evaluate(PLACES, List.of(asked, Base64.getEncoder().encodeToString(policy))))
                .isEqualTo(ours);
    }

    private static String placed(Request request, Policy policy, byte[] note, byte[] holder) {
        try {
            LiabilityCheck held = LiabilityCheck.of(request, policy, note, holder);
            return held.holder().clientRef() + " " + held.owedMinor();
        } catch (Refused refused) {
            return refused.refusal().toString();
        }
    }

    @Test
    void whoeverIsOwedReadsTheProgrammesWords() throws IOException {
        Path note = GOLDEN.resolve("liabilities/note");
        Path mine = GOLDEN.resolve("liabilities/holder-103");
        Path altered = folder.resolve("altered-holder");
        Files.writeString(altered, Files.readString(mine).replace("total 18000", "total 17000"));
        Page page = page("de", 360);
        for (String language : Words.LANGUAGES) {
            page.locator("[data-language=" + language + "]").click();
            page.locator("#policy").setInputFiles(POLICY);
            page.locator("#note").setInputFiles(note);
            for (Path holder : List.of(mine, altered)) {
                page.locator("#receipt").setInputFiles(holder);
                List<String> said = new ArrayList<>();
                String line = "liabilities " + note + " " + holder + " --policy " + POLICY + " --language " + language;
                VerifierMain.run(said::add, said::add, line.split(" ", -1));
                PlaywrightAssertions.assertThat(page.locator("#verdict > *"))
                        .hasText(said.getFirst().split("\n", -1));
            }
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
        rules(page);
        page.locator("#receipt").setInputFiles(RECEIPT);
        PlaywrightAssertions.assertThat(page.locator("#verdict h2")).hasText("PROVEN");
    }

    private static void rules(Page page) {
        assertThat(new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                        .analyze()
                        .getViolations())
                .isEmpty();
    }

    private static byte[] changed(byte[] file, int at, SplittableRandom random) {
        byte[] other = file.clone();
        switch (random.nextInt(4)) {
            case 0 -> other[at] = (byte) random.nextInt(256);
            case 1 -> other = Arrays.copyOf(file, at);
            case 2 -> {
                other = Arrays.copyOf(file, file.length - 1);
                System.arraycopy(file, at + 1, other, at, file.length - at - 1);
            }
            default -> other[at] ^= (byte) (1 << random.nextInt(8));
        }
        return other;
    }

    private static String said(byte[] receipt, byte[] file) {
        Policy policy;
        try {
            policy = Policy.parse(file);
        } catch (Refused none) {
            return "POLICY " + none.refusal();
        }
        return switch (new ReceiptVerifier(policy, ORIGIN, 7).verify(receipt)) {
            case Verdict.NotProven not -> not.refusal().toString();
            case Verdict.Proven proven ->
                proven.sequence() + " " + proven.recordNumber() + " "
                        + String.join(
                                " ",
                                Stream.of(proven.nodes(), proven.witnesses(), proven.others())
                                        .flatMap(List::stream)
                                        .map(PageInBrowserTest::named)
                                        .toList());
        };
    }

    private static String named(Cosigner cosigner) {
        return cosigner.name() + "@" + cosigner.timestampSeconds();
    }

    @Test
    void whoeverHasAReceiptReadsTheProgrammesWords() throws IOException {
        Path altered = folder.resolve("altered");
        Files.writeString(altered, Files.readString(RECEIPT).replace("index 5", "index 6"));
        Page page = page("de", 360);
        for (String language : Words.LANGUAGES) {
            page.locator("[data-language=" + language + "]").click();
            page.locator("#policy").setInputFiles(POLICY);
            for (Path receipt : List.of(RECEIPT, altered)) {
                page.locator("#receipt").setInputFiles(receipt);
                List<String> said = new ArrayList<>();
                String[] line = {"receipt", receipt.toString(), "--policy", POLICY.toString(), "--language", language};
                VerifierMain.run(said::add, said::add, line);
                PlaywrightAssertions.assertThat(page.locator("#verdict > *"))
                        .hasText(said.getFirst().split("\n", -1));
            }
            assertThat(page.evaluate("document.documentElement.lang")).isEqualTo(language);
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
        }
        page.locator("#policy").setInputFiles(RECEIPT);
        PlaywrightAssertions.assertThat(page.locator("#verdict")).containsText("80 POLICY_MALFORMED");
        rules(page);
    }

    private static void drop(Page page, Path... files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file));
        }
        page.evaluate("""
                files => {
                    const carried = new DataTransfer();
                    files.forEach(each => carried.items.add(new File([each], 'file')));
                    document.dispatchEvent(new DragEvent('drop', { dataTransfer: carried, cancelable: true }));
                }""", texts);
    }

    @Test
    void droppedFilesFindTheirPlaceAndTheKeyboardReachesEverything() throws IOException {
        Page page = page("en", 1280);
        drop(page, POLICY, RECEIPT);
        PlaywrightAssertions.assertThat(page.locator("#verdict h2")).hasText("PROVEN");
        PlaywrightAssertions.assertThat(page.locator("#verdict")).hasAttribute("data-outcome", "proven");
        List<String> reached = new ArrayList<>();
        for (int tab = 0; tab < 6; tab++) {
            page.keyboard().press("Tab");
            reached.add(String.valueOf(page.evaluate("document.activeElement.lang + document.activeElement.id")));
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
        }
        assertThat(reached).containsExactly("kk", "ru", "en", "receipt", "note", "policy");
        drop(page, GOLDEN.resolve("liabilities/holder-104"));
        PlaywrightAssertions.assertThat(page.locator("#verdict")).hasText("Now choose the note of liabilities.");
        drop(page, GOLDEN.resolve("liabilities/note"));
        PlaywrightAssertions.assertThat(page.locator("#verdict h2")).hasText("IN THE TOTAL");
        PlaywrightAssertions.assertThat(page.locator("#verdict")).hasAttribute("data-outcome", "held");
    }
}
