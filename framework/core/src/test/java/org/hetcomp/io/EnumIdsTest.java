package org.hetcomp.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnumIdsTest {
    private enum Kind {
        ONE,
        TWO_OF_THEM
    }

    @Test
    void isWhatUsersWrite() {
        assertEquals("two-of-them", EnumIds.of(Kind.TWO_OF_THEM));
        assertEquals(List.of("one", "two-of-them"), EnumIds.all(Kind.class));
        assertEquals("one, two-of-them", EnumIds.listed(Kind.class));
    }

    @Test
    void findsWhatIsWrittenSoAndNothingElse() {
        assertEquals(Optional.of(Kind.TWO_OF_THEM), EnumIds.find(Kind.class, "two-of-them"));
        for (String other : List.of("TWO_OF_THEM", "two_of_them", "One", "", "three")) {
            assertEquals(Optional.empty(), EnumIds.find(Kind.class, other), other);
        }
    }
}
