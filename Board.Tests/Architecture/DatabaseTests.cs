using System.Reflection;
using System.Text.RegularExpressions;
using Board.Web.Data;
using Microsoft.EntityFrameworkCore;
using static System.Reflection.BindingFlags;

namespace Board.Tests.Architecture;

/// <summary>Rule 2: no page knows the database, and a context is made by its factory, where it is used.</summary>
public sealed class DatabaseTests
{
    /// <summary>Who may hold or make a context, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["BoardTransaction"] = "hands the one context of a running transaction to its use case, and is gone with it",
        ["BoardDbDesign"] = "is called by the migration tool, which has no services",
        ["Backup"] = "opens a copied file, which no factory of the running board leads to",
    };

    [Fact]
    public void Pages_DoNotNameTheDatabase() => Assert.Empty(Naming(Source.Of("Board.Web", ".razor", ".razor.cs")));

    [Theory]
    [InlineData("@inject BoardDb Db")]
    [InlineData("@inject IDbContextFactory<BoardDb> Databases")]
    [InlineData("@code { Board.Web.Data.BoardDb? _db; }")]
    public void Naming_FindsAPage_ThatAsksForTheDatabase(string razor) =>
        Assert.Equal(["Board.Web/Bad.razor"], Naming([new("Board.Web/Bad.razor", razor)]));

    [Fact]
    public void Contexts_ComeFromTheFactory() =>
        Assert.DoesNotContain(Holding(typeof(BoardDb).Assembly.GetTypes()), found => !Exceptions.ContainsKey(found.Split(' ')[0]));

    [Fact]
    public void Exceptions_AreStillNeeded() =>
        Assert.Equal(Exceptions.Keys.Order(), Holding(typeof(BoardDb).Assembly.GetTypes()).Select(found => found.Split(' ')[0]).Distinct().Order());

    [Fact]
    public void Holding_FindsEveryOtherWay() => Assert.Equal(
        ["AsksForIt takes it", "BadApi answers with it", "KeepsIt keeps it", "MakesIt makes it", "OffersIt keeps it"],
        Holding(new[] { typeof(AsksForIt), typeof(KeepsIt), typeof(OffersIt), typeof(MakesIt), typeof(BadApi), typeof(UsesAFactory) }
            .SelectMany(type => type.GetNestedTypes(NonPublic).Append(type))));

    private static IEnumerable<string> Naming(IEnumerable<Source> pages) =>
        pages.Where(page => Regex.IsMatch(page.Text, @"\b(BoardDb|DbContext)\b")).Select(page => page.Path);

    private static IEnumerable<string> Holding(IEnumerable<Type> types)
    {
        var all = types.Where(type => type != typeof(BoardDb) && type.Namespace?.EndsWith("Migrations", StringComparison.Ordinal) != true).ToList();
        const BindingFlags own = Public | NonPublic | Static | Instance | DeclaredOnly;
        var written = all.Where(type => !Uses.IsMade(type)).ToList();
        return
        [
            .. new[]
            {
                written.Where(type => type.GetConstructors(own).Any(one => !Uses.IsMade(one) && one.GetParameters().Any(Is))).Select(type => Said(type, "takes it")),
                written.Where(type => type.GetFields(own).Any(field => field.FieldType == typeof(BoardDb))).Select(type => Said(type, "keeps it")),
                all.Where(type => Uses.Members(type).OfType<ConstructorInfo>().Any(one => one.DeclaringType == typeof(BoardDb))).Select(type => Said(type, "makes it")),
                // A handler's parameters are filled from the services, where the factory registers a context of the request too.
                all.Where(type => Uses.Author(type).Name.EndsWith("Api", StringComparison.Ordinal))
                    .Where(type => type.GetMethods(own).Any(method => method.GetParameters().Any(Is))).Select(type => Said(type, "answers with it")),
            }.SelectMany(found => found).Distinct().Order(),
        ];
    }

    private static bool Is(ParameterInfo parameter) => parameter.ParameterType == typeof(BoardDb);

    private static string Said(Type type, string what) => $"{Uses.Author(type).Name} {what}";

    private sealed class AsksForIt
    {
        public AsksForIt(BoardDb db) => Name = db.ToString();

        public string? Name { get; }
    }

    private sealed class KeepsIt
    {
        private BoardDb? _db;

        public void Keep(object db) => _db ??= (BoardDb)db;
    }

    private sealed class OffersIt
    {
        public BoardDb? Db { get; init; }
    }

    private sealed class MakesIt
    {
        public static Func<DbContext> Make() => () => new BoardDb(new DbContextOptions<BoardDb>());
    }

    private sealed class BadApi
    {
        public static Delegate Map() => (BoardDb db) => db.Plans;
    }

    private sealed class UsesAFactory(IDbContextFactory<BoardDb> databases)
    {
        public async Task<int> CountAsync()
        {
            await using var db = await databases.CreateDbContextAsync();
            return await db.Plans.CountAsync();
        }
    }
}
