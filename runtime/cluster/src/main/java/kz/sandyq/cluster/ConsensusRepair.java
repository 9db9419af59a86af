package kz.sandyq.cluster;

import io.aeron.cluster.ElectionState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Objects;

/**
 * Has Aeron's consensus module count only members that have the leader's log ({@link OwnTermQuorum}): the one call with
 * which it ranks positions is led there, in memory, before the class is loaded. Another build of Aeron in which that
 * call is not found as it is known does not start.
 */
final class ConsensusRepair {
    private static final String AGENT = "ConsensusModuleAgent";
    private static final String ASKING = "quorumPositionBoundedByLeaderLog";
    private static final ClassDesc MEMBER = ClassDesc.of("io.aeron.cluster.ClusterMember");
    private static final ClassDesc ELECTION = ClassDesc.of("io.aeron.cluster.Election");
    private static final ClassDesc AGENT_CLASS = ClassDesc.of("io.aeron.cluster." + AGENT);
    private static final ClassDesc QUORUM = ClassDesc.of(OwnTermQuorum.class.getName());
    private static final ClassDesc LONG = ConstantDescs.CD_long;
    private static final MethodTypeDesc KNOWN =
            MethodTypeDesc.of(LONG, MEMBER.arrayType(), LONG.arrayType(), LONG, LONG);
    private static final MethodTypeDesc ASKED = KNOWN.insertParameterTypes(4, MEMBER, ConstantDescs.CD_Object, LONG);

    private static boolean applied;

    private ConsensusRepair() {}

    /**
     * From here on the consensus modules of this process count so.
     *
     * @throws IllegalStateException when they cannot: the process must not go on
     */
    static synchronized void apply() {
        if (!applied) {
            OwnTermQuorum.check();
            define();
            applied = true;
        }
    }

    private static void define() {
        try (InputStream known = ElectionState.class.getResourceAsStream(AGENT + ".class")) {
            MethodHandles.privateLookupIn(ElectionState.class, MethodHandles.lookup())
                    .defineClass(repaired(Objects.requireNonNull(known).readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (IllegalAccessException | LinkageError refused) {
            throw new IllegalStateException("the consensus module was loaded before it could be repaired", refused);
        }
    }

    /**
     * The class with the call led elsewhere.
     *
     * @throws IllegalStateException when there is not just one such call
     */
    static byte[] repaired(byte[] known) {
        ClassModel model = ClassFile.of().parse(known);
        long calls = model.methods().stream()
                .filter(method -> method.methodName().equalsString(ASKING))
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .filter(ConsensusRepair::isKnown)
                .count();
        if (calls != 1) {
            throw new IllegalStateException("this build of Aeron ranks positions at " + calls
                    + " places instead of one: see docs/decisions/0014-only-the-leaders-log-counts.md");
        }
        return ClassFile.of()
                .transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(
                                method -> method.methodName().equalsString(ASKING), ConsensusRepair::lead));
    }

    private static void lead(CodeBuilder code, CodeElement element) {
        if (isKnown(element)) {
            code.aload(0)
                    .getfield(AGENT_CLASS, "thisMember", MEMBER)
                    .aload(0)
                    .getfield(AGENT_CLASS, "election", ELECTION)
                    .aload(0)
                    .getfield(AGENT_CLASS, "leadershipTermId", LONG)
                    .invokestatic(QUORUM, "position", ASKED);
        } else {
            code.with(element);
        }
    }

    private static boolean isKnown(CodeElement element) {
        return element instanceof InvokeInstruction call
                && call.owner().asSymbol().equals(MEMBER)
                && call.name().equalsString("quorumPosition")
                && call.typeSymbol().equals(KNOWN);
    }
}
