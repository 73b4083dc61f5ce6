package dev.plimsoll.reports;

import java.util.List;

/** The matrix, as its template sees it. */
final class MatrixView {
    private MatrixView() {}

    /** The page. */
    public record Page(String title, int checks, List<Filter> filters, List<Table> tables) {}

    /** A choice of rows: its name in the page's fragment, and its values. */
    public record Filter(String name, String label, List<String> values) {}

    /**
     * One table.
     *
     * @param groups the upper line of heads, if the columns have two
     * @param dense whether there are too many columns for words in the cells
     */
    public record Table(
            String id, String caption, List<Group> groups, List<String> columns, boolean dense, List<Topic> topics) {}

    /** A head over several columns. */
    public record Group(String label, int span) {}

    /** The rows of a topic. */
    public record Topic(String name, List<Row> rows) {}

    /** A check. */
    public record Row(String slug, String href, String level, String party, String title, List<Cell> cells) {}

    /**
     * What became of a check in a column.
     *
     * @param tone the style class; empty if the column has no such result
     * @param anchor in the check's page
     */
    public record Cell(String tone, String symbol, String word, String anchor) {
        static final Cell NONE = new Cell("", "", "", "");
    }
}
