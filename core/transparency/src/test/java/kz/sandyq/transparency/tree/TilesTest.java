package kz.sandyq.transparency.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.transparency.Refusal;
import kz.sandyq.transparency.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles and bundles as C2SP tlog-tiles says. */
class TilesTest {
    @ParameterizedTest
    @CsvSource({
        "0,  0,       256, tile/0/000",
        "0,  1234067, 256, tile/0/x001/x234/067",
        "1,  999,     17,  tile/1/999.p/17",
        "2,  1000,    1,   tile/2/x001/000.p/1",
        "63, 5,       255, tile/63/005.p/255",
        "-1, 1234067, 8,   tile/entries/x001/x234/067.p/8"
    })
    void pathsBothWays(int level, long index, int width, String path) throws Refused {
        Tile tile = new Tile(level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/64/000",
                "tile/00/000",
                "tile/0/0",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/x001/x002",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000/",
                "/tile/0/000",
                "tile/data/000",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/000\n"
            })
    void otherPathsAreRefused(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).hasMessage("8 TILE_MALFORMED");
    }

    @Test
    void theExampleOfTheSpecification() {
        List<Tile> tiles = TileGrowth.tiles(0, 70_000);
        assertThat(tiles.stream().filter(tile -> tile.level() == 0 && tile.width() == 256))
                .hasSize(273);
        assertThat(tiles)
                .contains(new Tile(0, 273, 112), new Tile(1, 0, 256), new Tile(1, 1, 17), new Tile(2, 0, 1))
                .hasSize(277);
        assertThat(TileGrowth.tiles(0, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(TileGrowth.tiles(256, 256)).isEmpty();
        assertThat(TileGrowth.tiles(255, 258))
                .containsExactly(new Tile(0, 0, 256), new Tile(0, 1, 2), new Tile(1, 0, 1));
        assertThat(TileGrowth.bundles(255, 258)).containsExactly(new Tile(-1, 0, 256), new Tile(-1, 1, 2));
        assertThatThrownBy(() -> TileGrowth.tiles(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTreeGrownInStepsHasTheTilesOfOneGrownAtOnceAndProvesEverySize() {
        List<Hash> leaves = TreeTest.leaves(66_000);
        Map<Tile, byte[]> stored = new HashMap<>();
        TileSource source = tile -> read(stored, tile);
        int at = 0;
        for (int to : new int[] {1, 2, 200, 256, 257, 700, 65_000, 65_536, 65_537, 66_000}) {
            var written = TileGrowth.written(source, at, leaves.subList(at, to));
            assertThat(written.keySet()).containsExactlyElementsOf(TileGrowth.tiles(at, to));
            stored.putAll(written);
            CompactRange range = new CompactRange(new TreeHasher());
            leaves.subList(0, to).forEach(range::append);
            TreeProver prover = new TreeProver(source, to);
            assertThat(prover.root()).isEqualTo(range.root());
            for (int index : new int[] {0, to / 3, to - 1}) {
                List<Hash> path = prover.inclusion(index);
                assertThat(TreeProofs.includes(leaves.get(index), index, to, path, range.root()))
                        .isTrue();
            }
            if (at > 0) {
                Hash before = NaiveTree.root(leaves.subList(0, at));
                assertThat(TreeProofs.consistent(at, before, to, range.root(), prover.consistency(at)))
                        .isTrue();
            }
            at = to;
        }
        var atOnce = TileGrowth.written(source, 0, leaves);
        atOnce.forEach((tile, bytes) -> assertThat(stored.get(tile)).isEqualTo(bytes));
    }

    /** A partial tile may be gone once a wider one is there. */
    private static byte[] read(Map<Tile, byte[]> stored, Tile tile) {
        byte[] exact = stored.get(tile);
        byte[] full = exact == null ? stored.get(new Tile(tile.level(), tile.index(), 256)) : exact;
        return Arrays.copyOf(Objects.requireNonNull(full, tile.path()), tile.width() * Hash.BYTES);
    }

    @Test
    void bundlesBothWays() throws Refused {
        List<byte[]> entries = List.of(new byte[0], new byte[] {7}, new byte[300]);
        byte[] bundle = EntryBundle.format(entries);
        assertThat(bundle).hasSize(6 + 301).startsWith(0, 0, 0, 1, 7, 1, 44);
        assertThat(EntryBundle.parse(bundle, 3)).hasSize(3).containsExactlyElementsOf(entries);
        List<byte[]> broken = new ArrayList<>();
        for (int length = 0; length < bundle.length; length++) {
            broken.add(Arrays.copyOf(bundle, length));
        }
        broken.add(Arrays.copyOf(bundle, bundle.length + 1));
        broken.add(Arrays.copyOf(bundle, bundle.length + 2));
        for (byte[] each : broken) {
            assertThatThrownBy(() -> EntryBundle.parse(each, 3)).hasMessage("8 " + Refusal.TILE_MALFORMED);
        }
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 2)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> EntryBundle.format(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EntryBundle.format(List.of(new byte[65_536])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
