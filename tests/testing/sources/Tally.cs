// Counts words: the shortest program that has a bit of everything.
#region Words
using System;
using System.Diagnostics;

namespace Words
{
    /// <summary>How often each word occurs, é and all.</summary>
    public class Tally
    {
        private int total;
        private static readonly int[] Table = { 1, 2, 3 };
        public string Name { get; set; }
        public int Total { get { return total; } }

        public int One() { return 1; }
        public int GetTotal() { return total; }

        public int Add(int times)
        {
            Debug.Assert(times > 0);
            int sum = 0;
            for (int i = 0; i < times; i++)
            {
                sum += Table[i % 3] * 2;
                if (sum > 10) goto done;
            }
            foreach (var each in Table) sum -= each;
            switch (sum)
            {
                case 1: break;
                default: sum = sum > 0 ? sum : 0; break;
            }
        done:
            total = sum;
            return sum;
        }

        public static void Main(string[] args)
        {
            var tally = new Tally { Name = "tally" };
            while (tally.Total < 1) tally.Add(args.Length + 1);
            Console.WriteLine($"{tally.Name}: {tally.Total}");
            return;
        }
    }
}
#endregion
