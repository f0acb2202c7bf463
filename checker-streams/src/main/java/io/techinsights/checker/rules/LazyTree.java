package io.techinsights.checker.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.techinsights.schemas.json.Json;
import io.techinsights.schemas.json.JsonText;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The evaluated tree of one check of an entity: its nodes are made when somebody first looks at them, its text when it is asked for. */
@SuppressWarnings("unchecked")
final class LazyTree extends ObjectNode implements JsonText {
    private static final long serialVersionUID = 1L;

    private final transient Fields fields;

    private LazyTree(Fields fields) {
        super(Json.MAPPER.getNodeFactory(), fields);
        this.fields = fields;
    }

    /**
     * The tree of a check that the rules are done with.
     *
     * @param position of the check in the run's selection
     */
    LazyTree(EntityRun run, int position) {
        this(new Fields(run, position));
    }

    @Override
    public String text() {
        return fields.check().treeText(fields.run, fields.firstLeaf());
    }

    private static final class Fields extends AbstractMap<String, JsonNode> {
        private final EntityRun run;
        private final int position;
        private volatile @Nullable Map<String, JsonNode> made;

        Fields(EntityRun run, int position) {
            this.run = run;
            this.position = position;
        }

        private RuleCheck check() {
            return Objects.requireNonNull(run.selection().check(position));
        }

        private int firstLeaf() {
            return run.selection().firstLeaf(position);
        }

        private Map<String, JsonNode> made() {
            Map<String, JsonNode> known = made;
            if (known == null) {
                known = check().tree(run, firstLeaf());
                made = known;
            }
            return known;
        }

        @Override
        public int size() {
            return made().size();
        }

        @Override
        public @Nullable JsonNode get(@Nullable Object key) {
            return made().get(key);
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return made().containsKey(key);
        }

        @Override
        public Set<Entry<String, JsonNode>> entrySet() {
            return made().entrySet();
        }
    }
}
