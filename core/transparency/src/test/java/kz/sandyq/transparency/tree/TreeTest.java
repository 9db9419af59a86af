package kz.sandyq.transparency.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree against the published vectors of RFC 6962 and against its definition. */
class TreeTest {
    /** The leaves of the tests of certificate-transparency. */
    private static final List<Hash> LEAVES = List.of(
            leaf(""),
            leaf("00"),
            leaf("10"),
            leaf("2021"),
            leaf("3031"),
            leaf("40414243"),
            leaf("5051525354555657"),
            leaf("606162636465666768696a6b6c6d6e6f"));

    private static final String R2 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    private static final String R4 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String L0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
    private static final String L1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String L23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String L45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final String L67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String L47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, " + L0,
        "2, " + R2,
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, " + R4,
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void publishedRoots(int size, String root) {
        assertThat(compact(LEAVES.subList(0, size)).root()).isEqualTo(hash(root));
        assertThat(NaiveTree.root(LEAVES.subList(0, size))).isEqualTo(hash(root));
        assertThat(TreeProver.of(LEAVES.subList(0, size)).root()).isEqualTo(hash(root));
    }

    @Test
    void publishedPathsAndProofs() {
        assertThat(tree(8).inclusion(0)).containsExactly(hash(L1), hash(L23), hash(L47));
        assertThat(tree(8).inclusion(5)).containsExactly(hash(L4), hash(L67), hash(R4));
        assertThat(tree(3).inclusion(2)).containsExactly(hash(R2));
        assertThat(tree(5).inclusion(1)).containsExactly(hash(L0), hash(L23), hash(L4));
        assertThat(tree(8).consistency(6)).containsExactly(hash(L45), hash(L67), hash(R4));
        assertThat(tree(5).consistency(2)).containsExactly(hash(L23), hash(L4));
        assertThat(tree(8).consistency(8)).isEmpty();
        assertThatThrownBy(() -> tree(8).inclusion(8)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tree(8).consistency(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyProofOfManySizesIsThatOfTheDefinitionAndVerifies() {
        for (int size : sizes()) {
            List<Hash> leaves = leaves(size);
            TreeProver prover = TreeProver.of(leaves);
            Hash root = NaiveTree.root(leaves);
            assertThat(compact(leaves).root()).isEqualTo(root);
            assertThat(prover.root()).isEqualTo(root);
            for (int i = 0; i < size; i += size > 80 ? 37 : 1) {
                List<Hash> path = prover.inclusion(i);
                assertThat(path).isEqualTo(NaiveTree.path(i, leaves));
                assertThat(TreeProofs.includes(leaves.get(i), i, size, path, root))
                        .isTrue();
            }
            for (int m = 1; m <= size; m += size > 80 ? 41 : 1) {
                List<Hash> proof = prover.consistency(m);
                assertThat(proof).isEqualTo(NaiveTree.proof(m, leaves));
                Hash before = NaiveTree.root(leaves.subList(0, m));
                assertThat(TreeProofs.consistent(m, before, size, root, proof)).isTrue();
            }
        }
    }

    @Test
    void noChangedProofVerifies() {
        for (int size = 1; size <= 20; size++) {
            List<Hash> leaves = leaves(size);
            TreeProver prover = TreeProver.of(leaves);
            Hash root = prover.root();
            for (int i = 0; i < size; i++) {
                List<Hash> path = prover.inclusion(i);
                for (int other = 0; other < size; other++) {
                    boolean same = other == i;
                    assertThat(TreeProofs.includes(leaves.get(i), other, size, path, root))
                            .isEqualTo(same);
                    assertThat(TreeProofs.includes(leaves.get(other), i, size, path, root))
                            .isEqualTo(same);
                }
                for (List<Hash> changed : changed(path)) {
                    assertThat(TreeProofs.includes(leaves.get(i), i, size, changed, root))
                            .isFalse();
                }
                assertThat(TreeProofs.includes(leaves.get(i), i, size, path, flip(root)))
                        .isFalse();
                assertThat(TreeProofs.includes(leaves.get(i), -1, size, path, root))
                        .isFalse();
                assertThat(TreeProofs.includes(leaves.get(i), size, size, path, root))
                        .isFalse();
            }
            for (int m = 1; m < size; m++) {
                Hash before = NaiveTree.root(leaves.subList(0, m));
                List<Hash> proof = prover.consistency(m);
                for (List<Hash> changed : changed(proof)) {
                    assertThat(TreeProofs.consistent(m, before, size, root, changed))
                            .isFalse();
                }
                assertThat(TreeProofs.consistent(m, flip(before), size, root, proof))
                        .isFalse();
                assertThat(TreeProofs.consistent(m, before, size, flip(root), proof))
                        .isFalse();
                assertThat(TreeProofs.consistent(m, before, size, root, List.of()))
                        .isFalse();
                assertThat(TreeProofs.consistent(m, before, 64, root, proof)).isFalse();
                assertThat(TreeProofs.consistent(size, root, m, before, proof)).isFalse();
            }
        }
    }

    @Test
    void theEmptyTreeIsTheBeginningOfEveryTree() {
        Hash empty = new TreeHasher().empty();
        assertThat(TreeProofs.consistent(0, empty, 8, tree(8).root(), List.of()))
                .isTrue();
        assertThat(TreeProofs.consistent(0, empty, 0, empty, List.of())).isTrue();
        assertThat(TreeProofs.consistent(0, tree(1).root(), 8, tree(8).root(), List.of()))
                .isFalse();
        assertThat(TreeProofs.consistent(0, empty, 8, tree(8).root(), List.of(empty)))
                .isFalse();
        assertThat(TreeProofs.consistent(-1, empty, 8, tree(8).root(), List.of()))
                .isFalse();
        assertThat(TreeProofs.consistent(8, tree(8).root(), 8, flip(tree(8).root()), List.of()))
                .isFalse();
    }

    @Test
    void aWrittenCompactRangeGoesOnAlike() {
        List<Hash> leaves = leaves(300);
        for (int cut = 0; cut <= 300; cut += 7) {
            byte[] state = compact(leaves.subList(0, cut)).state();
            assertThat(state).hasSize(8 + 32 * Integer.bitCount(cut));
            CompactRange restored = new CompactRange(new TreeHasher());
            restored.restore(ByteBuffer.wrap(state));
            assertThat(restored.state()).isEqualTo(state);
            leaves.subList(cut, 300).forEach(restored::append);
            assertThat(restored.root()).isEqualTo(NaiveTree.root(leaves));
        }
        byte[] cutOff = Arrays.copyOf(compact(leaves).state(), 40);
        assertThatThrownBy(() -> new CompactRange(new TreeHasher()).restore(ByteBuffer.wrap(cutOff)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>(List.of(127, 128, 255, 256, 257, 511, 513, 700));
        for (int size = 1; size <= 40; size++) {
            sizes.add(size);
        }
        return sizes;
    }

    private static List<List<Hash>> changed(List<Hash> path) {
        List<List<Hash>> changed = new ArrayList<>();
        for (int step = 0; step < path.size(); step++) {
            List<Hash> flipped = new ArrayList<>(path);
            flipped.set(step, flip(path.get(step)));
            changed.add(flipped);
            List<Hash> dropped = new ArrayList<>(path);
            dropped.remove(step);
            changed.add(dropped);
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(Hash.ZERO);
        changed.add(longer);
        return changed;
    }

    private static Hash flip(Hash hash) {
        byte[] bytes = hash.bytes();
        bytes[31] ^= 1;
        return Hash.of(bytes);
    }

    private static TreeProver tree(int size) {
        return TreeProver.of(LEAVES.subList(0, size));
    }

    static List<Hash> leaves(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(leaf("%08x".formatted(i)));
        }
        return leaves;
    }

    private static CompactRange compact(List<Hash> leaves) {
        CompactRange range = new CompactRange(new TreeHasher());
        leaves.forEach(range::append);
        return range;
    }

    private static Hash leaf(String hex) {
        return new TreeHasher().leaf(HexFormat.of().parseHex(hex));
    }

    private static Hash hash(String hex) {
        return Hash.of(HexFormat.of().parseHex(hex));
    }
}
