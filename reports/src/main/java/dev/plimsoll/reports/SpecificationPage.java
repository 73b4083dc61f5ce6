package dev.plimsoll.reports;

import dev.plimsoll.reports.Site.Entry;
import dev.plimsoll.reports.Site.JudgedCheck;
import dev.plimsoll.reports.SpecificationView.CheckLink;
import dev.plimsoll.reports.SpecificationView.Document;
import dev.plimsoll.reports.SpecificationView.Mark;
import dev.plimsoll.reports.SpecificationView.Page;
import dev.plimsoll.reports.SpecificationView.Row;
import dev.plimsoll.reports.SpecificationView.Section;
import dev.plimsoll.reports.View.Link;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Clause;
import dev.plimsoll.suites.check.Clauses;
import dev.plimsoll.suites.check.Party;
import dev.plimsoll.suites.check.Requirement;
import dev.plimsoll.suites.check.Requirement.Unchecked;
import dev.plimsoll.suites.check.Requirements;
import dev.plimsoll.suites.run.Catalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the specification page: the texts' requirements in their own order, each with what these runs say of it. */
final class SpecificationPage {
    private final Map<String, List<Check>> checks;
    private final Map<String, JudgedCheck> judged;
    private final Map<String, List<JudgedCheck>> judgedByClause;

    private SpecificationPage(Site site) {
        checks = Catalog.all().stream()
                .collect(Collectors.groupingBy(check -> check.clause().id()));
        judged = site.checks().stream().collect(Collectors.toMap(JudgedCheck::id, check -> check));
        judgedByClause = site.checks().stream()
                .collect(Collectors.groupingBy(check -> check.about().clause().id()));
    }

    static String html(Site site, Frames frames) {
        var page = new SpecificationPage(site).page();
        var frame = frames.of("Specification", "", Frames.SPECIFICATION);
        return Templates.page("specification.ftlh", Map.of("frame", frame, "page", page));
    }

    /** A requirement, or a clause beyond the catalogue of them. */
    private record Item(String id, Optional<Clause> clause, Optional<Requirement> requirement) {}

    private Page page() {
        var documents = new LinkedHashMap<Texts.Text, List<Item>>();
        items().forEach(item -> documents
                .computeIfAbsent(Texts.of(item.clause(), item.requirement()), text -> new ArrayList<>())
                .add(item));
        var pages = documents.entrySet().stream()
                .map(entry -> document(entry.getKey(), entry.getValue()))
                .toList();
        return new Page(
                Marks.tally(marks(pages.stream()
                        .flatMap(document -> document.sections().stream())
                        .toList())),
                pages);
    }

    /** The catalogue's requirements, then the clauses beyond it by their ids. */
    private static List<Item> items() {
        var clauses = Clauses.all();
        var items = new ArrayList<Item>();
        var named = new HashSet<String>();
        for (var requirement : Requirements.all().values()) {
            named.add(requirement.id());
            items.add(new Item(
                    requirement.id(), Optional.ofNullable(clauses.get(requirement.id())), Optional.of(requirement)));
        }
        clauses.values().stream()
                .filter(clause -> !named.contains(clause.id()))
                .forEach(clause -> items.add(new Item(clause.id(), Optional.of(clause), Optional.empty())));
        return items;
    }

    private Document document(Texts.Text text, List<Item> items) {
        var sections = new LinkedHashMap<String, List<Item>>();
        var heading = "";
        for (var item : items) {
            // What no check judges has no clause with a link: it stands where its neighbours in the text stand.
            heading = item.clause().map(Texts::heading).orElse(heading);
            sections.computeIfAbsent(heading, title -> new ArrayList<>()).add(item);
        }
        var shown = sections.entrySet().stream()
                .map(entry -> section(entry.getKey(), entry.getValue()))
                .toList();
        return new Document(text.id(), text.title(), text.link(), Marks.tally(marks(shown)), shown);
    }

    private Section section(String title, List<Item> items) {
        var rows = items.stream().map(this::row).toList();
        return new Section(
                title.isEmpty() ? "In general" : title,
                items.stream()
                        .flatMap(item -> item.clause().stream())
                        .findFirst()
                        .map(clause -> clause.link().toString()),
                Marks.tally(rows.stream().map(Row::mark).toList()),
                rows);
    }

    private static Collection<Mark> marks(List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.rows().stream())
                .map(Row::mark)
                .toList();
    }

    private Row row(Item item) {
        var entries = judgedByClause.getOrDefault(item.id(), List.of()).stream()
                .flatMap(check -> check.entries().stream())
                .toList();
        var ofCatalogue = checks.getOrDefault(item.id(), List.of());
        var unchecked = item.requirement().flatMap(Requirement::unchecked);
        var mark = mark(entries, !ofCatalogue.isEmpty(), unchecked);
        return new Row(
                item.id(),
                item.clause().map(clause -> clause.link().toString()),
                item.clause()
                        .map(Clause::requirement)
                        .orElse(unchecked.map(Unchecked::requires).orElse(item.id())),
                item.requirement().map(SpecificationPage::level).orElse(""),
                item.requirement().map(SpecificationPage::parties).orElse(""),
                item.requirement()
                        .map(requirement -> requirement.since().version())
                        .orElse(""),
                mark,
                ofCatalogue.stream()
                        .map(check -> new CheckLink(
                                check.id().value(),
                                Optional.ofNullable(judged.get(check.id().value()))
                                        .map(JudgedCheck::path)))
                        .toList(),
                where(item.id(), mark),
                entries.isEmpty() && ofCatalogue.isEmpty() ? unchecked.map(Unchecked::why) : Optional.empty());
    }

    private static Mark mark(List<Entry> entries, boolean checked, Optional<Unchecked> unchecked) {
        if (!entries.isEmpty()) {
            return Marks.of(entries);
        } else if (checked) {
            return Marks.NOT_MET;
        }
        return unchecked.isPresent() ? Marks.NOT_OBSERVABLE : Marks.NOT_YET;
    }

    private List<Link> where(String clause, Mark mark) {
        return judgedByClause.getOrDefault(clause, List.of()).stream()
                .flatMap(check -> check.entries().stream()
                        .filter(entry -> Marks.tells(mark, entry))
                        .map(entry -> new Link(label(entry), check.path() + "#" + entry.anchor())))
                .toList();
    }

    private static String label(Entry entry) {
        var subject = entry.result().subject();
        return subject.equals(Site.REGISTRY) ? entry.run().key() : entry.run().key() + " " + SafeText.line(subject);
    }

    private static String level(Requirement requirement) {
        return requirement.level() == requirement.draftLevel()
                ? requirement.level().name()
                : requirement.level() + ", " + requirement.draftLevel() + " in the draft";
    }

    private static String parties(Requirement requirement) {
        return Stream.of(Party.values())
                .filter(requirement.parties()::contains)
                .map(party -> party.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
