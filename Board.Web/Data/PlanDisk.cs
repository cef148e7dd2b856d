using Board.Domain.Plans;

namespace Board.Web.Data;

/// <summary>Plan files on a disk.</summary>
public static class PlanDisk
{
    /// <summary>
    /// The bytes of a plan file; of one that is larger than any may be, only as many as show that, since a wrong path may lead to a file of any size.
    /// </summary>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        var bytes = new byte[PlanFile.LargestFile + 1];
        return bytes[..await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel)];
    }
}
