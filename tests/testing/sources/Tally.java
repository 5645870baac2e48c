/* Counts words: the shortest program that has a bit of everything. */
package words;

import java.util.List;
import static org.junit.Assert.assertEquals;

/** How often each word occurs, é and all. */
public class Tally {
    private int total;
    private static final int[] TABLE = {1, 2, 3};
    private String name = "tally";

    enum Side { LEFT, RIGHT }

    interface Counter { int count(); }

    public int getTotal() { return total; }

    public void setTotal(int total) { this.total = total; }

    int one() { return 1; }

    @Deprecated
    int add(int times) {
        assert times > 0;
        int sum = 0;
        outer:
        for (int i = 0; i < times; i++) {
            sum += TABLE[i % 3] * 2;
            if (sum > 10) {
                break outer;
            }
        }
        for (int each : TABLE) {
            sum -= each;
        }
        switch (sum) {
            case 1:
                break;
            default:
                sum = sum > 0 ? sum : 0;
        }
        total = sum;
        return sum;
    }

    // A test.
    void test() {
        assertEquals(1, one());
        return;
    }

    public static void main(String[] args) {
        Tally tally = new Tally();
        while (tally.total < 1) {
            tally.add(args.length + 1);
        }
        System.out.println(tally.name + 'c');
    }
}
