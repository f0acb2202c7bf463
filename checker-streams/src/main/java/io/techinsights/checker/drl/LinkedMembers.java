package io.techinsights.checker.drl;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The methods, constructors and fields that a compiled class can use, from its constant pool: whatever the source looked
 * like, nothing is linked that is not named there.
 */
final class LinkedMembers {
    private static final int MAGIC = 0xCAFEBABE;

    private final DataInputStream in;
    private final String[] texts;
    private final int[] first;
    private final int[] second;
    private final boolean[] members;

    /**
     * A member of a class.
     *
     * @param owner the binary name of the class, for example {@code java.util.Map$Entry}
     */
    record Member(String owner, String name) {}

    private LinkedMembers(DataInputStream in, int size) {
        this.in = in;
        this.texts = new String[size];
        this.first = new int[size];
        this.second = new int[size];
        this.members = new boolean[size];
    }

    /** All members that a class names. */
    static Set<Member> of(byte[] classFile) {
        try (var in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            if (in.readInt() != MAGIC) {
                throw new IllegalArgumentException("Not a class file");
            }
            in.skipNBytes(4);
            var pool = new LinkedMembers(in, in.readUnsignedShort());
            pool.read();
            return pool.members();
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a whole class file", e);
        }
    }

    /** The entries as the class file format (JVMS 4.4) has them; a long and a double take two places. */
    private void read() throws IOException {
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
                case 9, 10, 11, 12 -> {
                    first[i] = in.readUnsignedShort();
                    second[i] = in.readUnsignedShort();
                    members[i] = tag != 12;
                }
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("Unknown constant of kind " + tag);
            }
        }
    }

    private Set<Member> members() {
        Set<Member> found = new LinkedHashSet<>();
        for (int i = 1; i < members.length; i++) {
            if (members[i]) {
                String owner = texts[first[first[i]]].replace('/', '.');
                found.add(new Member(owner, texts[first[second[i]]]));
            }
        }
        return found;
    }
}
