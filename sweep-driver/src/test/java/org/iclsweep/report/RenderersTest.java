package org.iclsweep.report;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

/** Whoever draws an exported figure draws what it says. */
class RenderersTest {
  @TempDir private static Path folder;

  /** Figures by name, as files. */
  private static final Map<String, String> FIGURES = new LinkedHashMap<>();

  /** Programs that draw SVG, some of them all files at once. */
  private enum Renderer {
    RSVG("rsvg-convert", "apt-get install librsvg2-bin"),
    INKSCAPE("inkscape", "apt-get install inkscape") {
      @Override
      void draw(String program) throws Exception {
        List<String> command = new ArrayList<>(List.of(program, "--export-type=png"));
        FIGURES.keySet().forEach(name -> command.add(name + ".svg"));
        run(command.toArray(String[]::new));
      }
    },
    CAIROSVG("cairosvg", "pip install cairosvg"),
    POPPLER("pdftoppm", "apt-get install poppler-utils") {
      /** The same as PDF, whose units are three quarters of a point. */
      @Override
      void draw(String program) throws Exception {
        for (Map.Entry<String, String> each : FIGURES.entrySet()) {
          String name = each.getKey();
          Files.write(folder.resolve(name + ".pdf"), PdfDrawing.of(each.getValue()));
          run(program, "-r", "96", "-png", "-singlefile", name + ".pdf", name);
        }
      }
    },
    CHROMIUM("chromium", "apt-get install chromium") {
      /** All of them on one page. */
      @Override
      void draw(String program) throws Exception {
        int side = 1100;
        List<String> names = List.copyOf(FIGURES.keySet());
        String page =
            IntStream.range(0, names.size())
                .mapToObj(
                    i ->
                        "<img style='position:absolute;left:%spx;top:%spx' src='%s.svg'>"
                            .formatted(i % COLUMNS * side, i / COLUMNS * side, names.get(i)))
                .collect(joining("", "<body style='margin:0;background:#fff'>", ""));
        Files.writeString(folder.resolve("page.html"), page);
        int rows = (names.size() + COLUMNS - 1) / COLUMNS;
        run(
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--user-data-dir=" + folder.resolve("chromium"),
            "--window-size=%s,%s".formatted(COLUMNS * side, rows * side),
            "--screenshot=" + folder.resolve("page.png"),
            folder.resolve("page.html").toUri().toString());
        BufferedImage all = read("page.png");
        for (int i = 0; i < names.size(); i++) {
          int[] size = size(FIGURES.get(names.get(i)));
          BufferedImage one =
              all.getSubimage(i % COLUMNS * side, i / COLUMNS * side, size[0], size[1]);
          ImageIO.write(one, "png", folder.resolve(names.get(i) + ".png").toFile());
        }
      }
    };

    private static final int COLUMNS = 6;

    private final String program;
    private final String cure;

    Renderer(String program, String cure) {
      this.program = program;
      this.cure = cure;
    }

    /** Writes a picture beside each figure. */
    void draw(String program) throws Exception {
      for (String name : FIGURES.keySet()) {
        run(program, name + ".svg", "-o", name + ".png");
      }
    }

    Optional<String> installed() {
      return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
          .map(each -> Path.of(each, program))
          .filter(Files::isExecutable)
          .map(Path::toString)
          .findFirst();
    }
  }

  @BeforeAll
  static void everyFigure() throws IOException {
    for (Map.Entry<String, List<Figure>> each : EveryFigure.byClass().entrySet()) {
      int number = 0;
      for (Figure figure : each.getValue()) {
        assertThat(figure.isDrawn()).as(each.getKey()).isTrue();
        String name = each.getKey() + "-" + ++number;
        FIGURES.put(name, figure.standalone());
        Files.writeString(folder.resolve(name + ".svg"), figure.standalone());
      }
    }
  }

  /** Of the two that are left out, one is what is drawn, and the other draws for two others. */
  @Test
  void everyKindOfFigureIsAmongThem() throws IOException {
    Path sources = Path.of("src/main/java/org/iclsweep/report");
    Path here = Files.isDirectory(sources) ? sources : Path.of("sweep-driver").resolve(sources);
    try (Stream<Path> files = Files.list(here)) {
      List<String> kinds =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .filter(name -> name.matches(".+Figures?") && !name.equals("CourseFigure"))
              .toList();
      assertThat(EveryFigure.byClass().keySet()).containsExactlyInAnyOrderElementsOf(kinds);
    }
  }

  @ParameterizedTest
  @EnumSource
  void drawsEveryMarkWhereItIsAndNothingElse(Renderer renderer) throws Exception {
    Optional<String> program = renderer.installed();
    if (program.isEmpty()) {
      abort(
          "%s is not installed, so no figure was drawn by it (%s)"
              .formatted(renderer.program, renderer.cure));
    }
    renderer.draw(program.get());
    for (Map.Entry<String, String> each : FIGURES.entrySet()) {
      try {
        new PictureOf(each.getValue()).isShownBy(read(each.getKey() + ".png"));
      } catch (AssertionError e) {
        throw new AssertionError(
            "%s by %s: %s".formatted(each.getKey(), renderer.program, e.getMessage()), e);
      }
    }
  }

  private static int[] size(String svg) {
    Element root = Pages.parse(svg).getDocumentElement();
    return new int[] {
      (int) Math.ceil(DrawnFigure.number(root, "width")),
      (int) Math.ceil(DrawnFigure.number(root, "height"))
    };
  }

  private static BufferedImage read(String name) throws IOException {
    BufferedImage drawn = ImageIO.read(folder.resolve(name).toFile());
    BufferedImage onWhite =
        new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = onWhite.createGraphics();
    g.drawImage(drawn, 0, 0, Color.WHITE, null);
    g.dispose();
    return onWhite;
  }

  private static void run(String... command) throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as("%s: %s", command[0], Files.readString(log)).isZero();
  }
}
