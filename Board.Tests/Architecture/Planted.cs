// Violations that the rules of this folder must find. Nothing else uses them.
using Board.Tests.Architecture.Planted.Progress;

namespace Board.Tests.Architecture.Planted.Plans
{
    public sealed class Good
    {
        public int Days { get; init; }
    }

    public sealed class InField
    {
        private readonly Later? _later = null;

        public override string ToString() => $"{_later is null}";
    }

    public sealed class InBody
    {
        public static int Count() => Later.Count;
    }

    public sealed class InClosure
    {
        public static Func<int, bool> Make(int least) => number => number > least && new List<Later>().Count == 0;
    }
}

namespace Board.Tests.Architecture.Planted.Progress
{
    public sealed class Later
    {
        public static int Count { get; } = 1;
    }

    public sealed class Earlier
    {
        public Plans.Good? Good { get; init; }
    }
}

namespace Board.Tests.Architecture.Planted.Strange
{
    public sealed class Astray;
}
