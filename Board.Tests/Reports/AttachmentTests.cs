using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Board.Tests.Support;
using Board.Web.Access;
using Board.Web.Data;
using Board.Web.Reports;

namespace Board.Tests.Reports;

public sealed class AttachmentTests
{
    public static readonly byte[] Pdf = "%PDF-1.4\n%\u00e2\u00e3\n1 0 obj\n"u8.ToArray();
    private static readonly byte[] Exe = [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0];
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0];
    private static readonly byte[] Jpg = [0xFF, 0xD8, 0xFF, 0xE0, 0];

    public static MultipartFormDataContent Form(string name, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new("application/octet-stream");
        return new() { { file, "file", name } };
    }

    public static Task<HttpResponseMessage> AttachAsync(HttpClient client, string name, byte[] content, string period = "2023-Q4") =>
        client.PostAsync(ReportCalls.Address(period, call: "/attachments"), Form(name, content));

    [Fact]
    public async Task AFile_ComesBackAsItWas_ToBeSaved()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var added = await AttachAsync(unit, "Biên bản kiểm tra “đợt 2”.PDF", Pdf).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(["id", "name", "type", "size", "by", "at"], added.AsObject().Select(field => field.Key));
        var id = (string)added["id"]!;

        using var answer = await unit.GetAsync(ReportCalls.Address(call: $"/attachments/{id}"));
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(("application/pdf", "attachment", "Biên bản kiểm tra “đợt 2”.PDF"),
            (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileNameStar));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(id, (string?)(await unit.ReportAsync())["attachments"]![0]!["id"]);

        var path = Path.Combine(AttachmentFiles.FolderOf(server.Database), id);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var gone = await unit.DeleteAsync(ReportCalls.Address(call: $"/attachments/{id}"));
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        Assert.False(File.Exists(path));
        await unit.GetAsync(ReportCalls.Address(call: $"/attachments/{id}")).ExpectProblemAsync(404, "not-found");
        await unit.DeleteAsync(ReportCalls.Address(call: $"/attachments/{id}")).ExpectProblemAsync(404, "not-found");
        Assert.Empty((await unit.ReportAsync())["attachments"]!.AsArray());
    }

    /// <summary>What a receipt was given for stays what it was, whatever the report becomes.</summary>
    [Fact]
    public async Task AFile_ThatWasHandedIn_StaysWithThatSubmission()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var office = await server.ClientAsync(Role.Secretariat);
        var (first, unsent) = ((string)(await AttachAsync(unit, "a.pdf", Pdf).ExpectAsync(HttpStatusCode.Created))["id"]!, (string)(await AttachAsync(unit, "b.png", Png).ExpectAsync(HttpStatusCode.Created))["id"]!);
        using (await unit.DeleteAsync(ReportCalls.Address(call: $"/attachments/{unsent}"))) { }
        await unit.HandInAsync();
        await office.CallAsync("return", new { reason = "sai tệp", dueBefore = "2023-12-08" }).ExpectAsync(HttpStatusCode.OK);
        using (var gone = await unit.DeleteAsync(ReportCalls.Address(call: $"/attachments/{first}"))) Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await AttachAsync(unit, "c.pdf", Pdf).ExpectAsync(HttpStatusCode.Created);
        await unit.HandInAsync(ReportCalls.Whole(numerator: 510));

        await Web.Server.OpenDatabaseAsync(server.Services, default);
        Assert.Equal(["c.pdf"], (await unit.ReportAsync())["attachments"]!.AsArray().Select(file => (string?)file!["name"]));
        var (history, _) = await server.Part<FindReportHistory>().ExecuteAsync(Actor.Console, BoardServer.Plan, "2023-Q4", "dak-ru");
        Assert.Equal(["a.pdf", "c.pdf"], history!.Submissions.Select(one => Assert.Single(one.Files).Name));
        Assert.Equal(Pdf, await office.GetByteArrayAsync(ReportCalls.Address(call: $"/attachments/{first}")));
        Assert.Equal(2, Files(server).Count());
        // Nobody misses it in silence.
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);
        File.Delete(Path.Combine(AttachmentFiles.FolderOf(server.Database), first));
        Assert.Contains(await server.FindingsAsync(), finding => finding is { Invariant: "every attached file is there", Faults.Count: 1 });
    }

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "tool.exe", Exe }, { "tool.pdf", Exe }, { "page.html", "<script>"u8.ToArray() }, { "picture.svg", "<svg/>"u8.ToArray() }, { "picture.png", Jpg },
        { "book.xlsx", Office("word/document.xml") }, { "letter.docx", "PK\u0003\u0004"u8.ToArray() }, { "pdf", Pdf }, { ".pdf", Pdf }, { "..", Pdf }, { "a.pdf.exe", Pdf },
        // The part is only named in the file, not in its directory; or the directory is not what it says.
        { "named.docx", Office("word/document.xml.txt") }, { "named.docx", [.. Office("other.xml"), .. "word/document.xml"u8] }, { "case.xlsx", Office("XL/workbook.xml") },
        { "cut.docx", Office("word/document.xml")[..^30] }, { "many.docx", Counting(Office("word/document.xml"), ushort.MaxValue) }, { "none.docx", Counting(Office("word/document.xml"), 0) },
        { "more.docx", Counting(Office("word/document.xml"), 4_000) }, { "huge.docx", Office([.. Enumerable.Range(0, 6_000).Select(i => $"{i}"), "word/document.xml"]) },
        { "empty.pdf", [] }, { new string('a', 250) + ".pdf", Pdf }, { "a.docm", Office("word/document.xml") },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task WhatIsNoneOfTheKinds_IsRefused_AndNothingIsStored(string name, byte[] content)
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var counts = Sql.Counts(server.Database);
        await AttachAsync(unit, name, content).ExpectProblemAsync(422, "refused-file");
        Assert.Equal(counts, Sql.Counts(server.Database));
        Assert.Empty(Files(server));
    }

    [Theory]
    [InlineData("../../../etc/a.pdf", "a.pdf")]
    [InlineData("..\\..\\a.pdf", "a.pdf")]
    [InlineData("C:\\Users\\lan\\Báo cáo.pdf", "Báo cáo.pdf")]
    [InlineData("a\u202Efdp.pdf", "afdp.pdf")]
    [InlineData("a\uFFFEb.pdf", "a\uFFFDb.pdf")]
    public async Task APath_IsNoPartOfAName(string sent, string kept)
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var added = await AttachAsync(unit, sent, Pdf).ExpectAsync(HttpStatusCode.Created);
        Assert.Equal(kept, (string?)added["name"]);
        Assert.Equal([(string?)added["id"]], Files(server).Select(Path.GetFileName));
    }

    [Fact]
    public async Task EveryKind_IsTaken_UpToTwenty()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        (string Name, byte[] Content)[] kinds = [("a.pdf", Pdf), ("b.docx", Office("word/document.xml")), ("c.xlsx", Office("xl/workbook.xml")), ("d.jpg", Jpg), ("e.jpeg", Jpg), ("f.png", Png)];
        foreach (var index in Enumerable.Range(0, 20))
            await AttachAsync(unit, kinds[index % kinds.Length].Name, kinds[index % kinds.Length].Content).ExpectAsync(HttpStatusCode.Created);
        var problem = await AttachAsync(unit, "g.pdf", Pdf).ExpectProblemAsync(422, "refused-file");
        Assert.Equal("too-many-attachments", (string?)problem["errors"]!["file"]![0]!["code"]);
        Assert.Equal(20, Files(server).Count());
    }

    [Fact]
    public async Task TooMuch_IsRefused_AndTheLargestIsTaken()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        await AttachAsync(unit, "a.pdf", Large(AddAttachment.LargestFile)).ExpectAsync(HttpStatusCode.Created);
        await AttachAsync(unit, "a.pdf", Large(AddAttachment.LargestFile + 1)).ExpectProblemAsync(422, "refused-file");
        try
        {
            using var answer = await AttachAsync(unit, "a.pdf", Large(AddAttachment.LargestFile + 1024 * 1024));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server hangs up on who goes on sending.
        }
        Assert.Single(Files(server));
    }

    /// <summary>Whoever may not attach it is told so before it is sent: the rest of the body never comes.</summary>
    [Fact]
    public async Task WhoMayNotAttachAFile_NeedNotSendIt()
    {
        await using var seven = await Access.Seven.StartAsync();
        foreach (var (name, status) in new[] { ("nobody", 401), ("viewer", 403), ("committee", 403), ("other", 404), ("reporter", 409), ("secretariat", 409) })
        {
            using var socket = new System.Net.Sockets.TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(seven.Server.Url).Port);
            var token = seven.Client(name).DefaultRequestHeaders.Authorization is { } header ? $"Authorization: {header}\r\n" : "";
            await socket.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                $"POST {ReportCalls.Address(Access.Seven.In, call: "/attachments")} HTTP/1.1\r\nHost: localhost\r\n{token}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n--x\r\n"));
            using var reader = new StreamReader(socket.GetStream());
            Assert.Equal($"{name} {status}", $"{name} {(await reader.ReadLineAsync())!.Split(' ')[1]}");
        }
    }

    [Theory]
    [InlineData("{}", "application/json", 415, "not-a-form")]
    [InlineData("", "multipart/form-data; boundary=x", 422, "refused-file")]
    [InlineData("garbage", "multipart/form-data; boundary=x", 400, "bad-request")]
    [InlineData("--x\r\n\r\n", "multipart/form-data; boundary=x", 400, "bad-request")]
    [InlineData("--x--\r\n", "multipart/form-data; boundary=x", 422, "refused-file")]
    [InlineData("a", "multipart/form-data", 400, "bad-request")]
    [InlineData("file=a", "application/x-www-form-urlencoded", 422, "refused-file")]
    public async Task WhatIsNoFile_IsRefused(string body, string type, int status, string code)
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        await unit.PostAsync(ReportCalls.Address(call: "/attachments"), content).ExpectProblemAsync(status, code);
    }

    [Fact]
    public async Task AStart_TidiesWhatAKillLeft_AndNothingElse()
    {
        await using var server = await BoardServer.StartAsync();
        using var unit = await server.ClientAsync(Role.Reporter, "dak-ru");
        var kept = await AddAsync();
        var removed = await AddAsync();
        var moving = await AddAsync();
        var folder = AttachmentFiles.FolderOf(server.Database);
        // As if killed: before its row was stored, before its file was deleted, before its mark was taken off.
        File.WriteAllBytes(Path.Combine(folder, "0123.new"), Pdf);
        await unit.DeleteAsync(ReportCalls.Address(call: $"/attachments/{removed}"));
        File.WriteAllBytes(Path.Combine(folder, removed), Pdf);
        File.Move(Path.Combine(folder, moving), Path.Combine(folder, moving + ".new"));
        // Of a database that a restore replaced.
        File.WriteAllBytes(Path.Combine(folder, "4567"), Pdf);
        Assert.DoesNotContain(await server.FindingsAsync(), finding => finding.Faults.Count > 0);

        await Web.Server.OpenDatabaseAsync(server.Services, default);
        Assert.Equal(new[] { kept, moving, "4567" }.Order(), Files(server).Select(Path.GetFileName).Order());
        File.Delete(Path.Combine(folder, kept));
        Assert.Contains(await server.FindingsAsync(), finding => finding is { Invariant: "every attached file is there", Faults.Count: 1 });
        await unit.GetAsync(ReportCalls.Address(call: $"/attachments/{kept}")).ExpectProblemAsync(404, "not-found");

        async Task<string> AddAsync() => (string)(await AttachAsync(unit, "a.pdf", Pdf).ExpectAsync(HttpStatusCode.Created))["id"]!;
    }

    private static IEnumerable<string> Files(BoardServer server) =>
        Directory.Exists(AttachmentFiles.FolderOf(server.Database)) ? Directory.EnumerateFiles(AttachmentFiles.FolderOf(server.Database)) : [];

    private static byte[] Large(int size)
    {
        var content = new byte[size];
        Pdf.CopyTo(content, 0);
        return content;
    }

    // Another number of parts than there are.
    private static byte[] Counting(byte[] archive, ushort parts)
    {
        var end = archive.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        foreach (var at in (int[])[8, 10]) System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(archive.AsSpan(end + at), parts);
        return archive;
    }

    private static byte[] Office(params string[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in (string[])["[Content_Types].xml", .. parts]) archive.CreateEntry(name);
        return bytes.ToArray();
    }
}
