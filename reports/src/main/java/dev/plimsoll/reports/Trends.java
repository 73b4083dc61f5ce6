package dev.plimsoll.reports;

import dev.plimsoll.reports.OverviewView.Bar;
import dev.plimsoll.reports.OverviewView.Point;
import dev.plimsoll.reports.OverviewView.Trend;
import dev.plimsoll.reports.Past.TrendPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Draws how the runs of a target came out: a stacked bar a run, what fails at its foot. */
final class Trends {
    private static final int HEIGHT = 60;
    private static final int STEP = 14;
    private static final int WIDTH = 10;
    private static final int MOST = 60;

    private Trends() {}

    /** One a target with two points or more; of many points the newest. */
    static List<Trend> of(List<TrendPoint> points) {
        Map<String, List<TrendPoint>> byTarget = points.stream()
                .collect(Collectors.groupingBy(TrendPoint::target, LinkedHashMap::new, Collectors.toList()));
        return byTarget.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= 2)
                .map(entry -> trend(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Trend trend(String target, List<TrendPoint> all) {
        var points = all.subList(Math.max(0, all.size() - MOST), all.size());
        var most = Math.max(
                1,
                points.stream()
                        .mapToInt(point -> point.failed() + point.warned() + point.known())
                        .max()
                        .orElse(1));
        var bars = new ArrayList<Bar>();
        for (var number = 0; number < points.size(); number++) {
            var point = points.get(number);
            var time = Quantities.instant(point.started());
            var foot = HEIGHT;
            foot = bar(bars, "fail", number, foot, point.failed(), most, time + ": " + point.failed() + " failed");
            foot = bar(bars, "warn", number, foot, point.warned(), most, time + ": " + point.warned() + " warned");
            bar(bars, "known", number, foot, point.known(), most, time + ": " + point.known() + " known");
        }
        var first = points.get(0);
        var last = points.get(points.size() - 1);
        return new Trend(
                SafeText.line(target),
                points.size() * STEP,
                "From " + first.failed() + " failed and " + first.warned() + " warned to " + last.failed()
                        + " failed and " + last.warned() + " warned, in " + points.size() + " runs",
                bars,
                points.stream()
                        .map(point -> new Point(
                                Quantities.instant(point.started()),
                                point.failed(),
                                point.warned(),
                                point.known(),
                                point.holds()))
                        .toList());
    }

    /** @return where the next one stands on */
    private static int bar(List<Bar> bars, String tone, int number, int foot, int count, int most, String title) {
        if (count == 0) {
            return foot;
        }
        var height = Math.max(2, count * (HEIGHT - 6) / most);
        bars.add(new Bar(tone, number * STEP + (STEP - WIDTH) / 2, foot - height, WIDTH, height, title));
        return foot - height;
    }
}
