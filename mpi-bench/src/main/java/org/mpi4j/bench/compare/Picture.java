package org.mpi4j.bench.compare;

import de.erichseifert.vectorgraphics2d.Document;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;

/** The minima as curves over the size, one chart per case that has more than one size, in one picture. Confined to one thread. */
final class Picture {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int MOST_ACROSS = 3;
    private static final String SVG = ".svg";
    private static final String PNG = ".png";

    private final List<XYChart> charts;
    private final int across;
    private final int down;

    private Picture(List<XYChart> charts) {
        this.charts = charts;
        this.across = Math.clamp(charts.size(), 1, MOST_ACROSS);
        this.down = Math.max(1, Math.ceilDiv(charts.size(), across));
    }

    /** Whether the name says a format that can be drawn. */
    static boolean canDraw(Path file) {
        return ending(file, SVG) || ending(file, PNG);
    }

    static Picture of(Report report) {
        System.setProperty("java.awt.headless", "true");
        return new Picture(report.results().stream().filter(Picture::hasCurves).map(Picture::chart).toList());
    }

    /** Whether there is nothing in it. */
    boolean isEmpty() {
        return charts.isEmpty();
    }

    void write(Path file) throws IOException {
        if (ending(file, SVG)) {
            writeSvg(file);
        } else {
            writePng(file);
        }
    }

    private void writeSvg(Path file) throws IOException {
        VectorGraphics2D canvas = new VectorGraphics2D();
        paint(canvas);
        Document document = new SVGProcessor().getDocument(canvas.getCommands(), new PageSize(width(), height()));
        try (OutputStream out = Files.newOutputStream(file)) {
            document.writeTo(out);
        }
    }

    private void writePng(Path file) throws IOException {
        BufferedImage image = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        paint(canvas);
        canvas.dispose();
        if (!ImageIO.write(image, PNG.substring(1), file.toFile())) {
            throw new IOException("this Java cannot write png");
        }
    }

    private int width() {
        return across * WIDTH;
    }

    private int height() {
        return down * HEIGHT;
    }

    private void paint(Graphics2D canvas) {
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width(), height());
        for (int i = 0; i < charts.size(); i++) {
            Graphics2D part = (Graphics2D) canvas.create();
            part.translate(i % across * WIDTH, i / across * HEIGHT);
            charts.get(i).paint(part, WIDTH, HEIGHT);
            part.dispose();
        }
    }

    private static boolean ending(Path file, String suffix) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    private static boolean hasCurves(Result result) {
        return result.columns().stream().anyMatch(column -> column.samples().size() > 1);
    }

    private static XYChart chart(Result result) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(result.of().name() + ", " + result.of().ranks() + " ranks, " + result.of().transport().title())
                .xAxisTitle("bytes")
                .yAxisTitle("microseconds, minimum")
                .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        for (Result.Column column : result.columns()) {
            List<Long> bytes = new ArrayList<>(column.samples().keySet());
            if (!bytes.isEmpty()) {
                chart.addSeries(column.name(), bytes, column.samples().values().stream().map(Samples::minimum).toList());
            }
        }
        return chart;
    }
}
