package dev.plimsoll.model.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTests {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String DESCRIPTOR = "{'mediaType':'a/b','digest':'" + DIGEST + "','size':1}";
    private static final String IMAGE = "{'schemaVersion':2,'config':" + DESCRIPTOR + ",'layers':[" + DESCRIPTOR + "]}";
    private static final String INDEX = "{'schemaVersion':2,'manifests':[" + DESCRIPTOR + "]}";

    @Test
    void ociDocumentsNeedNotStateTheirType() {
        assertThat(parse(IMAGE).mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
        assertThat(parse(INDEX).mediaType()).isEqualTo(MediaType.OCI_INDEX);
        assertThat(parse(IMAGE).statedMediaType()).isEmpty();
    }

    @Test
    void contentTypeDecidesWhereTheDocumentIsSilent() {
        var parsed = Manifest.parse(
                json(IMAGE), Optional.of(new MediaType(MediaType.DOCKER_MANIFEST.raw() + "; charset=utf-8")));

        assertThat(parsed.mediaType()).isEqualTo(MediaType.DOCKER_MANIFEST);
    }

    @Test
    void statedTypeWinsOverTheContentTypeAndItsParametersDoNotStay() {
        var stating = INDEX.replace("{'schema", "{'mediaType':'" + MediaType.OCI_INDEX + "; x=y','schema");
        var parsed = Manifest.parse(json(stating), Optional.of(MediaType.OCI_MANIFEST));

        assertThat(parsed).isInstanceOf(ImageIndex.class);
        assertThat(parsed.mediaType()).isEqualTo(MediaType.OCI_INDEX);
        assertThat(parsed.statedMediaType()).contains(new MediaType(MediaType.OCI_INDEX + "; x=y"));
    }

    @Test
    void genericContentTypesLeaveItToTheShape() {
        for (var type : new String[] {"application/json", "text/plain; charset=utf-8", "application/octet-stream"}) {
            assertThat(Manifest.parse(json(IMAGE), Optional.of(new MediaType(type))))
                    .as(type)
                    .isInstanceOf(ImageManifest.class);
        }
    }

    @Test
    void unknownTypesAreKeptEvenIfTheirMembersLookFamiliar() {
        var stated = "{'mediaType':'application/vnd.example+json','config':'x','layers':3,'manifests':[]}";
        var unknown = parse(stated);

        assertThat(unknown).isInstanceOf(UnknownManifest.class);
        assertThat(unknown.mediaType()).isEqualTo(new MediaType("application/vnd.example+json"));
        assertThat(unknown.raw()).isEqualTo(json(stated));
        assertThat(Manifest.parse(json("{'layers':7}"), Optional.of(new MediaType("application/vnd.x+json"))))
                .isInstanceOf(UnknownManifest.class);
        assertThat(parse("{'mediaType':'application/x-own','config':'x','layers':3}"))
                .isInstanceOf(UnknownManifest.class);
        assertThat(parse("{}")).isInstanceOf(UnknownManifest.class);
    }

    @Test
    void emptyOrGenericStatedTypeLeavesItToTheShape() {
        for (var silent : new String[] {"", "application/json"}) {
            assertThat(parse(IMAGE.replace("{'schema", "{'mediaType':'" + silent + "','schema"))
                            .mediaType())
                    .as(silent)
                    .isEqualTo(MediaType.OCI_MANIFEST);
        }
    }

    @Test
    void pageThatSaysWhatItIsIsKeptAndOneThatClaimsToBeAManifestIsRefused() {
        var page = Bytes.utf8("<html>rate limited</html>");

        assertThat(Manifest.parse(page, Optional.of(new MediaType("text/html; charset=utf-8"))))
                .isInstanceOf(UnknownManifest.class);
        assertThatThrownBy(() -> Manifest.parse(page, Optional.of(MediaType.OCI_MANIFEST)))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("not JSON");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'schemaVersion':2,'config':{},'layers':[],'manifests':[]}",
                "{'schemaVersion':2,'layers':[],'manifests':[]}",
                "{'schemaVersion':2,'config':null,'manifests':[]}",
                "{'schemaVersion':1,'fsLayers':[],'manifests':[]}",
                "{'schemaVersion':1,'fsLayers':[],'layers':[]}",
            })
    void documentOfTwoKindsIsRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("ambiguous");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'schemaVersion':2,'manifests':[],'manifests':[]}",
                "{'schemaVersion':2,'manifests':[],'annotations':{'a':'1','a':'2'}}",
            })
    void memberThatStandsTwiceIsRefusedSinceReadersDifferOnWhichCounts(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("uplicate");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "'size':-1",
                "'size':1.5",
                "'size':'1'",
                "'size':99999999999999999999",
                "'digest':'sha256:../../x'",
                "'digest':null",
                "'mediaType':7",
                "'urls':[1]",
                "'data':'%%%'",
                "'data':7",
                "'platform':'linux'",
                "'platform':{'os':'linux'}",
                "'annotations':{'a':1}",
                "'annotations':'a'",
                "'artifactType':7",
            })
    void hostileDescriptorIsRefusedWithItsPlace(String member) {
        var name = member.substring(0, member.indexOf(':'));
        var hostile = DESCRIPTOR
                .replaceFirst("," + name + ":[^,}]*|" + name + ":[^,}]*,", "")
                .replace("}", "," + member + "}");
        var text = "{'schemaVersion':2,'manifests':[" + DESCRIPTOR + "," + hostile + "]}";

        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("manifests[1]");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'schemaVersion':2,'manifests':[null]}",
                "{'schemaVersion':2,'manifests':{}}",
                "{'schemaVersion':1,'manifests':[]}",
                "{'schemaVersion':2,'mediaType':5,'manifests':[]}",
                "{'schemaVersion':1,'config':{},'layers':[]}",
                "{'config':{},'layers':[]}",
                "{'schemaVersion':2,'config':[],'layers':[]}",
                "{'schemaVersion':2,'manifests':[]} {}",
                "{'schemaVersion':2,'manifests':[",
                "[]",
                "null",
                "",
            })
    void otherShapesAreRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void nullArraysCountAsEmptyAsGoWritesThem() {
        assertThat(((ImageIndex) parse("{'schemaVersion':2,'manifests':null}")).manifests())
                .isEmpty();
        assertThat(((ImageManifest) parse("{'schemaVersion':2,'config':" + DESCRIPTOR + ",'layers':null}")).layers())
                .isEmpty();
        assertThat(((ImageManifest) parse(IMAGE.replace("]}", "],'subject':null,'annotations':null}"))).subject())
                .isEmpty();
    }

    @Test
    void listWithoutSchemaVersionIsTakenAsEveryClientTakesIt() {
        assertThat(parse("{'manifests':[]}")).isInstanceOf(ImageIndex.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> parse("{'x':" + "[".repeat(100_000))).isInstanceOf(MalformedException.class);
    }

    @Test
    void documentMustBeUtf8AsJsonOnTheNetworkIs() {
        var utf16 = Bytes.of(IMAGE.replace('\'', '"').getBytes(StandardCharsets.UTF_16LE));

        assertThatThrownBy(() -> Manifest.parse(utf16, Optional.empty())).isInstanceOf(MalformedException.class);
    }

    @Test
    void membersOfADescriptorAreRead() {
        var full = "{'schemaVersion':2,'artifactType':'a/t','subject':" + DESCRIPTOR
                + ",'annotations':{'k':'v'},'manifests':[{'mediaType':'a/b','digest':'" + DIGEST
                + "','size':2,'data':'e30=','urls':['https://x/'],'annotations':{'a':'b'},'artifactType':'c/d',"
                + "'platform':{'os':'windows','architecture':'amd64','os.version':'10','os.features':['win32k']}}]}";
        var index = (ImageIndex) parse(full);
        var descriptor = index.manifests().get(0);

        assertThat(index.annotations()).containsEntry("k", "v");
        assertThat(index.artifactType()).contains("a/t");
        assertThat(index.subject()).isPresent();
        assertThat(descriptor.data()).contains(Bytes.utf8("{}"));
        assertThat(descriptor.urls()).containsExactly("https://x/");
        assertThat(descriptor.platform().orElseThrow().osFeatures()).containsExactly("win32k");
        assertThat(descriptor.artifactType()).contains("c/d");
    }

    private static Manifest parse(String text) {
        return Manifest.parse(json(text), Optional.empty());
    }

    private static Bytes json(String text) {
        return Bytes.utf8(text.replace('\'', '"'));
    }
}
