package org.hetcomp.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which field of a line is what; -1 for what is not there.
 *
 * @param fields number of fields of every line
 */
record Columns(int user, int item, int weight, int time, int fields) {
    private static final Set<String> USERS = Set.of(
            ("user userid uid username customer customerid visitorid reviewerid usersha1 memberid accountid profileid"
                            + " sessionid")
                    .split(" "));
    private static final Set<String> ITEMS = Set.of(
            ("item itemid iid movie movieid artist artistid artmbid track trackid song songid book bookid isbn product"
                            + " productid asin parentasin business businessid article articleid anime animeid game gameid"
                            + " venueid doc docid sku itemsku productcode stockcode newsid recipeid jobid hotelid poiid"
                            + " locationid contentid videoid postid")
                    .split(" "));
    private static final Set<String> WEIGHTS =
            Set.of(("weight rating score value count stars plays overall playcount preference quantity listencount vote"
                            + " watchratio")
                    .split(" "));
    private static final Set<String> TIMES = Set.of(
            "time timestamp ts unixtime unixreviewtime datetime date createdat created when timestampms".split(" "));

    /** By the names of a header that names the user. */
    static Columns byName(List<String> header) {
        List<String> names = header.stream().map(Columns::plain).toList();
        int user = find(names, USERS);
        int weight = find(names, WEIGHTS, "rating", "score");
        int time = find(names, TIMES, "time", "timestamp", "date");
        int item = find(names, ITEMS);
        if (item < 0) {
            List<Integer> left = new ArrayList<>();
            for (int c = 0; c < names.size(); c++) {
                if (c != user && c != weight && c != time) {
                    left.add(c);
                }
            }
            item = left.isEmpty() ? -1 : left.get(0);
        }
        return new Columns(user, item, weight, time, header.size());
    }

    /** Whether the fields are names by which a user and an item can be told. */
    static boolean isHeader(List<String> fields) {
        return namesUser(fields) && find(fields.stream().map(Columns::plain).toList(), ITEMS) >= 0;
    }

    /** Whether one of the names is a user's. */
    static boolean namesUser(List<String> header) {
        return find(header.stream().map(Columns::plain).toList(), USERS) >= 0;
    }

    private static int find(List<String> names, Set<String> known, String... endings) {
        for (int c = 0; c < names.size(); c++) {
            if (known.contains(names.get(c))) {
                return c;
            }
        }
        for (int c = 0; c < names.size(); c++) {
            for (String ending : endings) {
                if (names.get(c).endsWith(ending)) {
                    return c;
                }
            }
        }
        return -1;
    }

    // userId, user_id, "User ID" and RecBole's user_id:token are one name.
    private static String plain(String name) {
        int type = name.indexOf(':');
        String bare = type < 0 ? name : name.substring(0, type);
        return bare.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
