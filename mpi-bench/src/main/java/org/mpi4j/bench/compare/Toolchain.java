package org.mpi4j.bench.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the C libraries on PATH and compiles the loops for each, into a folder that its owner deletes. Confined to one thread. */
final class Toolchain {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> SOURCES = List.of("measure.h", "bare.h", "loops.c", "floor_shm.c", "floor_tcp.c", "floor_coll.c");

    private static final String HELLO =
            "from mpi4py import MPI; c = MPI.COMM_WORLD;"
                    + " print(f'Hello, World! I am process {c.rank} of {c.size} on {MPI.Get_processor_name()}.')";

    private final Path folder;
    private final List<Path> path;
    private final List<String> absences = new ArrayList<>();

    /** @param path the folders of PATH */
    Toolchain(Path folder, List<Path> path) {
        this.folder = folder;
        this.path = path;
    }

    /** What could not be had, one line each. */
    List<String> absences() {
        return List.copyOf(absences);
    }

    void unpackSources() throws IOException {
        for (String name : SOURCES) {
            try (InputStream source = Toolchain.class.getResourceAsStream(name)) {
                if (source == null) {
                    throw new IOException("no resource " + name);
                }
                Files.copy(source, folder.resolve(name));
            }
        }
    }

    Optional<Floor> floor() throws InterruptedException {
        Optional<Path> shm = compiled("cc", "floor_shm.c", "floor-shm");
        Optional<Path> tcp = shm.isEmpty() ? shm : compiled("cc", "floor_tcp.c", "floor-tcp");
        Optional<Path> collectives = tcp.isEmpty() ? tcp : compiled("cc", "floor_coll.c", "floor-coll");
        return collectives.isEmpty() ? Optional.empty() : Optional.of(new Floor(shm.get(), tcp.get(), collectives.get()));
    }

    /** Python's hello, under the launcher of the library that it was built for. */
    Optional<Hello> mpi4py(List<Peer> peers) throws InterruptedException {
        Optional<Path> python = find("python3");
        if (python.isEmpty()) {
            absences.add("mpi4py: no python3 on PATH");
            return Optional.empty();
        }
        String tell = "from mpi4py import MPI; print(MPI.Get_library_version())";
        Child.Outcome outcome = Child.run(new Invocation(List.of(python.get().toString(), "-c", tell)), LIMIT);
        String library = outcome.lines().isEmpty() ? "" : outcome.lines().getFirst();
        Peer.Family family = library.startsWith("Open MPI") ? Peer.Family.OPEN_MPI : Peer.Family.MPICH;
        Optional<Hello> hello = peers.stream()
                .filter(peer -> !library.isEmpty() && peer.family() == family)
                .findFirst()
                .map(peer -> new Hello("mpi4py", Contender.Role.OTHER, peer.start(Transport.SHM), List.of(python.get().toString(), "-c", HELLO)));
        if (hello.isEmpty()) {
            absences.add("mpi4py: " + python.get() + " has none, or one for a library that is not compared");
        }
        return hello;
    }

    /** Both of the names that Debian gives to libraries side by side; a plain mpicc only if it is neither. */
    List<Peer> peers() throws InterruptedException {
        List<Peer> peers = new ArrayList<>();
        peer("Open MPI", Peer.Family.OPEN_MPI, "mpicc.openmpi", "mpirun.openmpi").ifPresent(peers::add);
        peer("MPICH", Peer.Family.MPICH, "mpicc.mpich", "mpiexec.mpich").ifPresent(peers::add);
        if (isOfItsOwn("mpicc")) {
            plain().ifPresent(peers::add);
        }
        return peers;
    }

    private boolean isOfItsOwn(String compiler) {
        return find(compiler).map(Toolchain::real).filter(real -> Stream.of("mpicc.openmpi", "mpicc.mpich")
                .flatMap(name -> find(name).stream())
                .noneMatch(other -> real(other).equals(real))).isPresent();
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException _) {
            return file;
        }
    }

    private Optional<Peer> plain() throws InterruptedException {
        String version = find("mpirun")
                .map(launcher -> new Invocation(List.of(launcher.toString(), "--version")))
                .map(Toolchain::firstLine)
                .orElse("");
        boolean isOpenMpi = version.contains("Open MPI") || version.contains("OpenRTE") || version.contains("open-mpi");
        return isOpenMpi
                ? peer("Open MPI (mpicc)", Peer.Family.OPEN_MPI, "mpicc", "mpirun")
                : peer("mpicc", Peer.Family.MPICH, "mpicc", "mpiexec");
    }

    private static String firstLine(Invocation invocation) {
        try {
            return Child.run(invocation, LIMIT).lines().stream().findFirst().orElse("");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private Optional<Peer> peer(String name, Peer.Family family, String compiler, String launcher) throws InterruptedException {
        Optional<Path> starts = find(launcher);
        if (starts.isEmpty()) {
            absences.add(name + ": no " + launcher + " on PATH");
            return Optional.empty();
        }
        return compiled(compiler, "loops.c", "loops-" + compiler).map(loops -> new Peer(name, family, starts.get().toString(), loops));
    }

    private Optional<Path> compiled(String compiler, String source, String program) throws InterruptedException {
        Optional<Path> tool = find(compiler);
        if (tool.isEmpty()) {
            absences.add(program + ": no " + compiler + " on PATH");
            return Optional.empty();
        }
        Path output = folder.resolve(program);
        Invocation invocation = new Invocation(List.of(
                tool.get().toString(), "-O3", "-w", "-pthread", "-o", output.toString(), folder.resolve(source).toString()));
        Child.Outcome outcome = Child.run(invocation, LIMIT);
        if (!outcome.failure().isEmpty()) {
            absences.add(program + ": " + compiler + " has failed: " + outcome.failure());
            return Optional.empty();
        }
        return Optional.of(output);
    }

    private Optional<Path> find(String program) {
        return path.stream().map(place -> place.resolve(program)).filter(Files::isExecutable).findFirst();
    }
}
