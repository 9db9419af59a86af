package kz.sandyq.market;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;

/**
 * Loads the core a second time, with a note made of every look at a row and of every step of a task. The core itself
 * knows nothing of it, so that counting costs it nothing.
 */
final class CountingLoader extends ClassLoader {
    private static final String CORE = "kz.sandyq.market.";
    private static final ClassDesc COUNT = ClassDesc.of(CORE + "ObjectCount");
    private static final ClassDesc TABLE = ClassDesc.of(CORE + "Table");
    private static final ClassDesc TASKS = ClassDesc.of(CORE + "Tasks");
    /** Of a table: what makes it, and what puts it back from a snapshot. */
    private static final List<String> NO_LOOK = List.of("<init>", "grow", "restoreRow", "restoreFree");

    CountingLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(CORE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            byte[] counted = switch (name) {
                case CORE + "Table" -> transformed(code, CountingLoader::isLook, new Look());
                case CORE + "Tasks" -> transformed(code, CountingLoader::isStep, new Step());
                default -> code;
            };
            return defineClass(name, counted, 0, counted.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Which {
        boolean isMeant(MethodModel method);
    }

    private static byte[] transformed(byte[] code, Which which, CodeTransform transform) {
        ClassFile files = ClassFile.of();
        return files.transformClass(
                files.parse(code), ClassTransform.transformingMethodBodies(which::isMeant, transform));
    }

    /** Whatever of a table takes a slot first. */
    private static boolean isLook(MethodModel method) {
        return !method.flags().has(AccessFlag.STATIC)
                && !method.flags().has(AccessFlag.PRIVATE)
                && !NO_LOOK.contains(method.methodName().stringValue())
                && method.methodTypeSymbol().parameterCount() > 0
                && method.methodTypeSymbol().parameterType(0).equals(ConstantDescs.CD_int);
    }

    private static final class Look implements CodeTransform {
        @Override
        public void atStart(CodeBuilder builder) {
            builder.aload(0)
                    .iload(1)
                    .invokestatic(COUNT, "look", MethodTypeDesc.of(ConstantDescs.CD_void, TABLE, ConstantDescs.CD_int));
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            builder.with(element);
        }
    }

    private static boolean isStep(MethodModel method) {
        return method.methodName().stringValue().equals("step")
                && method.methodTypeSymbol().parameterCount() == 2;
    }

    private static final class Step implements CodeTransform {
        @Override
        public void atStart(CodeBuilder builder) {
            builder.iload(1)
                    .invokestatic(COUNT, "stepBegins", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof ReturnInstruction) {
                builder.invokestatic(COUNT, "stepEnds", MethodTypeDesc.of(ConstantDescs.CD_void));
            }
            builder.with(element);
        }
    }
}
