package org.mpi4j.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mpi4j.dist.Started.Result;

/** {@code module load mpi4j} makes the distribution found. */
@Needs(Need.MODULES)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ModulesIT {
    private static final String USE = "module use " + Command.home().resolve("modulefiles") + "\n";

    @Test
    void loadingFindsJrunAndUnloadingForgetsIt() throws Exception {
        Result result = Modules.shell(USE + "module load mpi4j; command -v jrun; echo $MPI4J_HOME; module unload mpi4j; command -v jrun").run();
        assertEquals(Command.home().resolve("bin/jrun") + "\n" + Command.home() + "\n", result.stdout(), result.stderr());
        assertEquals("", result.stderr());
    }

    @Test
    void manFindsThePageOfJrun() throws Exception {
        Result result = Modules.shell(USE + "export MANPATH=/usr/share/man; module load mpi4j; echo $MANPATH; module unload mpi4j; echo $MANPATH").run();
        assertEquals(Command.home().resolve("share/man") + ":/usr/share/man\n/usr/share/man\n", result.stdout(), result.stderr());
    }

    @Test
    void isNamedWithItsVersion() throws Exception {
        Result result = Modules.shell(USE + "module avail mpi4j 2>&1").run();
        assertTrue(result.stdout().contains("mpi4j/"), result.stdout());
    }

    @Test
    void javaFindsTheLibraryAndTheProgram(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Where.java"), """
                class Where {
                    public static void main(String[] args) {
                        try (org.mpi4j.Mpi mpi = org.mpi4j.Mpi.init(args)) {
                            System.out.println(mpi.world().rank() + "/" + mpi.world().size());
                        }
                    }
                }
                """);
        String script = USE + "module load mpi4j; javac Where.java && java Where && jrun -n 2 Where | sort";
        Result result = Modules.shell("PATH=" + Java.HOME.resolve("bin") + ":$PATH\n" + script).in(folder).run();
        assertEquals("0/1\n0/2\n1/2\n", result.stdout(), result.stderr());
        assertEquals("", result.stderr());
    }
}
