package org.hetcomp.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hetcomp.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://host:5432/shop?user=ann&password=s3cret, jdbc:postgresql://host:5432/shop",
        "jdbc:postgresql://ann:s3cret@host/shop, jdbc:postgresql://host/shop",
        "jdbc:postgresql://ann:s3@cret@host/shop, jdbc:postgresql://host/shop",
        "jdbc:mysql://ann:s3?cret@host/shop, jdbc:mysql://",
        "jdbc:mysql://ann:12?3@host/shop, jdbc:mysql://",
        "jdbc:mysql://ann:s3cret?x=y, jdbc:mysql://",
        "'jdbc:mysql://one,two:3307/shop', 'jdbc:mysql://one,two:3307/shop'",
        "'jdbc:mysql://(host=h,user=ann,password=s3cret)/shop', jdbc:mysql://",
        "jdbc:postgresql://[::1]:5432/shop, jdbc:postgresql://[::1]:5432/shop",
        "jdbc:oracle:thin:ann/s3cret@host:1521/shop, jdbc:oracle:thin:host:1521/shop",
        "jdbc:sqlserver://host:1433;databaseName=shop;user=ann;password=s3cret, jdbc:sqlserver://host:1433",
        "jdbc:db2://host:50000/SHOP:user=ann;password=s3cret;, jdbc:db2://host:50000/SHOP",
        "jdbc:h2:~/shop;USER=ann;PASSWORD=s3cret, jdbc:h2:~/shop",
        "jdbc:duckdb:md:shop?motherduck_token=s3cret, jdbc:duckdb:md:shop",
        "jdbc:duckdb:, jdbc:duckdb:",
        "jdbc:duckdb:/data/shop.db, jdbc:duckdb:/data/shop.db",
        "jdbc:nonsense, jdbc:",
    })
    void neitherUserNorPasswordIsLeft(String url, String expected) {
        String clean = JdbcUrl.clean(url);
        assertEquals(expected, clean);
        assertEquals(clean, JdbcUrl.clean(clean), "clean stays clean");
        for (String secret : List.of("ann", "s3", "cret", "12?")) {
            assertFalse(clean.contains(secret), clean);
            assertFalse(JdbcUrl.bare(url).contains(secret), JdbcUrl.bare(url));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://host:5432/shop?user=ann, jdbc:postgresql:shop",
        "jdbc:duckdb:/home/ann/shop.db, jdbc:duckdb:shop.db",
        "jdbc:duckdb:, jdbc:duckdb:",
        "jdbc:postgresql:shop, jdbc:postgresql:shop",
    })
    void neitherHostNorFolderIsLeftForOthers(String url, String expected) {
        assertEquals(expected, JdbcUrl.bare(url));
        assertEquals(expected, JdbcUrl.bare(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratings.csv", "jdbc.csv", "/tmp/jdbc:x", ""})
    void pathsAreNoDatabases(String name) {
        assertFalse(JdbcUrl.isOne(name));
    }

    /** What may be written down of two databases is the same: neither is taken for the other. */
    @Test
    void anAddressIsNotTakenForAnother() {
        String shop = "jdbc:sqlserver://one;databaseName=shop";
        assertEquals("jdbc:sqlserver://one", Database.remember(shop));
        assertEquals("jdbc:sqlserver://one", Database.remember(shop));
        assertEquals("jdbc:sqlserver://one", Database.remember("jdbc:sqlserver://one"));
        assertEquals(
                "jdbc:sqlserver://one", Database.remember("jdbc:sqlserver://one;databaseName=shop;user=a;password=b"));
        assertThrows(DataException.class, () -> Database.remember("jdbc:sqlserver://one;databaseName=logs"));
    }

    @Test
    void messagesOfDriversAreCovered() {
        String url = "jdbc:postgresql://host/shop?user=annabel&password=s3cret";
        assertTrue(JdbcUrl.isOne(url));
        String message = "no pg_hba.conf entry for annabel, " + url + ", s3cret, fromenv";
        assertEquals(
                "no pg_hba.conf entry for ***, jdbc:postgresql://host/shop, ***, ***",
                JdbcUrl.covered(message, url, "fromenv", null));
    }
}
