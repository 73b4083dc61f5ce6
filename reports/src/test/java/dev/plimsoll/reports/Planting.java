package dev.plimsoll.reports;

import dev.plimsoll.suites.run.RunRecord;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Copies of a run record, each with another one of its texts replaced. */
public final class Planting {
    private final int place;
    private final UnaryOperator<String> plant;
    private int seen;

    private Planting(int place, UnaryOperator<String> plant) {
        this.place = place;
        this.plant = plant;
    }

    /** As many records as the given one has texts. */
    public static List<RunRecord> everywhere(RunRecord run, UnaryOperator<String> plant)
            throws ReflectiveOperationException {
        var planted = new ArrayList<RunRecord>();
        for (var place = 0; ; place++) {
            var planting = new Planting(place, plant);
            var copy = (RunRecord) planting.copy(run);
            if (planting.seen <= place) {
                return planted;
            }
            planted.add(copy);
        }
    }

    private Object copy(Object value) throws ReflectiveOperationException {
        if (value instanceof String text) {
            return seen++ == place ? plant.apply(text) : text;
        } else if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? optional : Optional.of(copy(optional.get()));
        } else if (value instanceof List<?> list) {
            var copies = new ArrayList<Object>();
            for (var element : list) {
                copies.add(copy(element));
            }
            return List.copyOf(copies);
        } else if (value instanceof Map<?, ?> map) {
            var copies = new LinkedHashMap<Object, Object>();
            for (var entry : map.entrySet()) {
                copies.put(entry.getKey(), copy(entry.getValue()));
            }
            return copies;
        }
        return value instanceof Record ? copyOfRecord(value) : value;
    }

    private Object copyOfRecord(Object value) throws ReflectiveOperationException {
        var components = value.getClass().getRecordComponents();
        var values = new Object[components.length];
        for (var number = 0; number < components.length; number++) {
            values[number] = copy(components[number].getAccessor().invoke(value));
        }
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return value.getClass().getDeclaredConstructor(types).newInstance(values);
    }
}
