using Board.Bench.Servers;
using Board.Bench.Viewers;

namespace Board.Bench.Fanout;

/// <summary>CPU and bytes that a server and this bench have used so far, or between two moments.</summary>
internal readonly record struct Spent(TimeSpan Server, TimeSpan Client, long Bytes)
{
    public static Spent By(IServerUnderLoad server, Crowd crowd) =>
        new(server.Process.CpuTime, Environment.CpuUsage.TotalTime, crowd.BytesReceived);

    public static Spent operator -(Spent later, Spent earlier) =>
        new(later.Server - earlier.Server, later.Client - earlier.Client, later.Bytes - earlier.Bytes);

    public static Spent operator +(Spent one, Spent other) =>
        new(one.Server + other.Server, one.Client + other.Client, one.Bytes + other.Bytes);
}
