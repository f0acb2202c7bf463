package io.techinsights.checker.rules;

import io.techinsights.checker.evaluate.CheckOutcome;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What became of the checks of a selection, by id and in its order. Whoever asked may take outcomes out; all such maps of one
 * selection share their ids, so that one costs an array.
 */
final class Outcomes extends AbstractMap<String, CheckOutcome> {
    private final Selection selection;
    private final @Nullable CheckOutcome[] outcomes;
    private int size;

    /**
     * @param outcomes by position; it is this map's from now on
     */
    Outcomes(Selection selection, @Nullable CheckOutcome[] outcomes) {
        this.selection = selection;
        this.outcomes = outcomes;
        this.size = outcomes.length;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable CheckOutcome get(@Nullable Object id) {
        Integer position = selection.positions().get(id);
        return position == null ? null : outcomes[position];
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return get(id) != null;
    }

    @Override
    public Set<String> keySet() {
        return new Ids();
    }

    @Override
    public Collection<CheckOutcome> values() {
        return new AbstractCollection<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<CheckOutcome> iterator() {
                return new Walk<>(Outcomes.this::outcome);
            }
        };
    }

    @Override
    public Set<Entry<String, CheckOutcome>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Entry<String, CheckOutcome>> iterator() {
                return new Walk<>(
                        position -> new SimpleImmutableEntry<>(selection.ids().get(position), outcome(position)));
            }
        };
    }

    private CheckOutcome outcome(int position) {
        return Objects.requireNonNull(outcomes[position]);
    }

    private final class Ids extends AbstractSet<String> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public boolean contains(@Nullable Object id) {
            return containsKey(id);
        }

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean containsAll(Collection<?> ids) {
            return (ids == selection.ids() && size == outcomes.length) || super.containsAll(ids);
        }

        @Override
        public Iterator<String> iterator() {
            return new Walk<>(selection.ids()::get);
        }
    }

    /** From one outcome that is still there to the next. */
    private final class Walk<T> implements Iterator<T> {
        private final IntFunction<T> shown;
        private int next;
        private int last = -1;

        /** Shows what is made of each position. */
        Walk(IntFunction<T> shown) {
            this.shown = shown;
        }

        @Override
        public boolean hasNext() {
            while (next < outcomes.length && outcomes[next] == null) {
                next++;
            }
            return next < outcomes.length;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            last = next++;
            return shown.apply(last);
        }

        @Override
        public void remove() {
            if (last < 0 || outcomes[last] == null) {
                throw new IllegalStateException("There is no outcome to be taken out");
            }
            outcomes[last] = null;
            size--;
        }
    }
}
