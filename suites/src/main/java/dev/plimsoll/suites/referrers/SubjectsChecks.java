package dev.plimsoll.suites.referrers;

import static dev.plimsoll.suites.check.Check.check;
import static dev.plimsoll.suites.check.Judgements.each;
import static dev.plimsoll.suites.check.Level.MUST;
import static dev.plimsoll.suites.check.Level.QUIRK;
import static dev.plimsoll.suites.check.Party.REGISTRY;
import static dev.plimsoll.suites.check.Writes.orRefusal;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.LIST;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isDigest;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isListed;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.isRequest;
import static dev.plimsoll.suites.referrers.ReferrerTraffic.leadsToAList;

import dev.plimsoll.model.http.HeaderFields;
import dev.plimsoll.model.oci.MediaType;
import dev.plimsoll.suites.check.Check;
import dev.plimsoll.suites.check.Traffic;
import dev.plimsoll.suites.check.Writes;
import java.util.List;

/** What the push of a referrer is answered with, and how a registry says that it lists none. */
final class SubjectsChecks {
    private static final String SUBJECT = "OCI-Subject";

    static final List<Check> ALL = List.of(
            check("referrers/subject-is-confirmed", MUST, REGISTRY, "DS-061")
                    .title("A registry that lists referrers confirms the subject of a push in OCI-Subject")
                    .impact("Clients maintain the list by themselves as well, and fail where they may not.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "manifests with a subject, pushed to a registry that lists referrers",
                            (e, t) -> Writes.isTaken(e) && Writes.subject(e).isPresent() && isListed(e, t),
                            (answer, t, findings) -> {
                                var expected = Writes.subject(answer)
                                        .orElseThrow()
                                        .digest()
                                        .raw();
                                var stated = Traffic.field(answer, SUBJECT).orElse("absent");
                                findings.require(stated.equals(expected), answer, SUBJECT, expected, stated);
                            }))),
            check("referrers/subject-only-where-listed", QUIRK, REGISTRY, "DS-061")
                    .title("OCI-Subject is sent only by a registry that lists referrers")
                    .impact("Clients do not maintain the list themselves, and nobody finds the signature again.")
                    .writes(LIST)
                    .judge(orRefusal(each(
                            "manifests with a subject, pushed to a registry that was asked for referrers",
                            (e, t) -> Writes.isTaken(e)
                                    && Writes.subject(e).isPresent()
                                    && t.after(e)
                                            .anyMatch(later -> isRequest(later)
                                                    && Writes.isVerdict(later)
                                                    && isDigest(later)
                                                    && Writes.sameRepository(later, e)),
                            (answer, t, findings) -> findings.require(
                                    Traffic.field(answer, SUBJECT).isEmpty() || isListed(answer, t),
                                    answer,
                                    SUBJECT,
                                    "absent, since referrers are not listed",
                                    "present")))),
            check("referrers/absence-is-404", QUIRK, REGISTRY, "DS-071")
                    .title("A registry that lists no referrers answers with 404")
                    .impact("Clients do not fall back to the tag schema, and fail.")
                    .drive(probe -> probe.get(
                            "/v2/" + probe.sample().repository() + "/referrers/"
                                    + probe.sample().manifest(),
                            HeaderFields.of("Accept", MediaType.OCI_INDEX.raw())))
                    .judge(each(
                            "requests for the referrers of a manifest",
                            (e, t) -> isRequest(e)
                                    && isDigest(e)
                                    && e.status() < 500
                                    && e.status() != 401
                                    && e.status() != 403
                                    && e.status() != 429
                                    && e.status() != 304
                                    && !leadsToAList(e, t),
                            (answer, t, findings) -> findings.require(
                                    answer.status() == 404 || answer.status() == 200,
                                    answer,
                                    "status",
                                    "200 or 404",
                                    Integer.toString(answer.status())))));

    private SubjectsChecks() {}
}
