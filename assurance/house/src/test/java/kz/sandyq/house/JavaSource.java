package kz.sandyq.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the parser of the compiler sees in source files.
 *
 * @param longMethods methods of more lines than allowed, as {@code file:line name (lines)}
 * @param silentTypes public types without Javadoc, as {@code file: name}
 */
record JavaSource(List<String> longMethods, List<String> silentTypes) {
    /**
     * Reads files.
     *
     * @param methodLines lines that a method may have, from its first word to its brace
     * @param ledgerLines the same for constructors and tests, which list what is
     */
    static JavaSource read(List<Path> files, int methodLines, int ledgerLines) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaSource found = new JavaSource(new ArrayList<>(), new ArrayList<>());
        try (StandardJavaFileManager sources = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, sources, null, List.of("-proc:none"), null, sources.getJavaFileObjectsFromPaths(files));
            DocTrees trees = DocTrees.instance(task);
            for (CompilationUnitTree file : task.parse()) {
                boolean test = file.getSourceFile().getName().contains("/src/test/");
                new Reader(file, trees, test ? ledgerLines : methodLines, ledgerLines, found).scan(file, null);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }

    private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree file;
        private final DocTrees trees;
        private final int methodLines;
        private final int constructorLines;
        private final JavaSource found;
        private final String name;

        Reader(CompilationUnitTree file, DocTrees trees, int methodLines, int constructorLines, JavaSource found) {
            this.file = file;
            this.trees = trees;
            this.methodLines = methodLines;
            this.constructorLines = constructorLines;
            this.found = found;
            this.name = Repository.name(Path.of(file.getSourceFile().toUri()));
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
            boolean top = getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.COMPILATION_UNIT;
            boolean open = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            if (top && open && trees.getDocComment(getCurrentPath()) == null) {
                found.silentTypes.add(name + ": " + type.getSimpleName());
            }
            return super.visitClass(type, unused);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
            long start = trees.getSourcePositions().getStartPosition(file, method);
            long end = trees.getSourcePositions().getEndPosition(file, method);
            if (start >= 0 && end >= 0) {
                long first = file.getLineMap().getLineNumber(start);
                long lines = file.getLineMap().getLineNumber(end) - first + 1;
                if (lines > (method.getReturnType() == null ? constructorLines : methodLines)) {
                    found.longMethods.add("%s:%d %s (%d)".formatted(name, first, method.getName(), lines));
                }
            }
            return super.visitMethod(method, unused);
        }
    }
}
