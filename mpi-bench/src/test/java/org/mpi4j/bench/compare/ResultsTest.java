package org.mpi4j.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResultsTest {
    @Test
    void minimumAndMedianDoNotDependOnTheOrder() {
        assertEquals(1, new Samples(List.of(3.0, 1.0, 2.0)).minimum());
        assertEquals(2, new Samples(List.of(3.0, 1.0, 2.0)).median());
        assertEquals(2.5, new Samples(List.of(4.0, 1.0, 2.0, 3.0)).median());
        assertThrows(IllegalArgumentException.class, () -> new Samples(List.of()));
    }

    @Test
    void theRatioIsToTheFasterPeerOfThatSize() {
        Result result = Results.latency();
        assertEquals(0.5, result.ratio(result.columns().getFirst(), 8).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), result.ratio(result.columns().getFirst(), 4096));
        assertEquals(OptionalDouble.of(2), result.bestPeer(4096));
    }

    @Test
    void theTableIsAligned() {
        assertEquals(
                List.of(
                        "# latency, 2 ranks, shared memory: us one way, minimum (median)",
                        "bytes     ours, heap              A              B  ours, heap / best peer",
                        "    8  0.400 (0.500)  0.800 (0.800)  0.900 (1.250)                    0.50",
                        " 4096              -  2.000 (2.500)    1500 (1500)                       -",
                        "# failed: ours, heap: exit code 1 (2 times)"),
                Table.lines(Results.latency()));
    }

    @Test
    void csvHasOneLinePerColumnAndSize() {
        List<String> lines = CsvFile.lines(Results.report());
        assertEquals(CsvFile.HEADINGS, lines.getFirst());
        assertEquals("latency,2,shm,\"ours, heap\",ours,8,0.4,0.5,3,0.5,plain", lines.get(1));
        assertEquals(1 + 5, lines.size());
    }

    @Test
    void jsonIsWellFormedAndHasEveryRow() {
        int rows = 0;
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), JsonFile.text(Results.report()))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                rows += token == JsonToken.PROPERTY_NAME && json.currentName().equals("minimum_us") ? 1 : 0;
            }
        }
        assertEquals(5, rows);
    }

    @Test
    void thePictureIsDrawnInBothFormats(@TempDir Path folder) throws IOException {
        Picture picture = Picture.of(Results.report());
        assertFalse(picture.isEmpty());
        picture.write(folder.resolve("a.svg"));
        picture.write(folder.resolve("a.PNG"));
        assertTrue(Files.readString(folder.resolve("a.svg")).contains("<svg"));
        assertEquals(640, ImageIO.read(folder.resolve("a.PNG").toFile()).getWidth());
        assertTrue(Picture.canDraw(Path.of("x.svg")));
        assertFalse(Picture.canDraw(Path.of("x.pdf")));
    }
}
