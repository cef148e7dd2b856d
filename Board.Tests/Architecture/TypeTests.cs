using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Board.Domain.Plans;
using Board.Web.Data;
using Microsoft.JSInterop;

namespace Board.Tests.Architecture;

/// <summary>Rule 4 and what every type owes its reader: nothing can be set from outside, no name is empty, and each public type says what it is.</summary>
public sealed class TypeTests
{
    private static readonly Assembly Domain = typeof(Plan).Assembly;
    private static readonly Assembly Web = typeof(BoardDb).Assembly;
    private static readonly Assembly Tests = typeof(TypeTests).Assembly;

    [Fact]
    public void Domain_CanNotBeSetFromOutside() => Assert.Empty(Settable(Domain.GetTypes()));

    [Fact]
    public void Settable_FindsASetterAndAField_ButNoInit() =>
        Assert.Equal(["Settled.Value", "Settled.Field"], Settable([typeof(Settled)]));

    [Fact]
    public void Types_HaveNamesThatSaySomething() =>
        Assert.DoesNotContain(Vague([.. Domain.GetTypes(), .. Web.GetTypes(), .. Tests.GetTypes()]), name => name != nameof(PlantedHelper));

    [Theory]
    [InlineData("ReadingManager", true)]
    [InlineData("DateHelper", true)]
    [InlineData("DateHelpers", true)]
    [InlineData("BoardService", true)]
    [InlineData("StringUtil", true)]
    [InlineData("StringUtils", true)]
    [InlineData("PageBase", true)]
    [InlineData("BoardImpl", true)]
    [InlineData("Helper", true)]
    [InlineData("BoardImpl`1", true)]
    [InlineData("LiveServices", false)]
    [InlineData("Baseline", false)]
    [InlineData("Database", false)]
    public void IsVague_KnowsTheEmptyWords(string name, bool vague) => Assert.Equal(vague, IsVague(name));

    [Fact]
    public void Vague_FindsAPlantedType() => Assert.Equal([nameof(PlantedHelper)], Vague([typeof(PlantedHelper), typeof(Settled)]));

    [Fact]
    public void PublicTypes_SayWhatTheyAre()
    {
        Assert.Empty(Unsaid(Domain.GetExportedTypes(), Documentation(Domain)));
        Assert.Empty(Unsaid(Web.GetExportedTypes().Where(type => !IsFromTools(type)), Documentation(Web)));
    }

    [Fact]
    public void Unsaid_FindsAnEmptySummary_AndNone()
    {
        string Document(string members) => $"<doc><members>{members}</members></doc>";
        var name = typeof(TypeTests).FullName;
        Assert.Equal([name], Unsaid([typeof(TypeTests)], XDocument.Parse(Document(""))));
        Assert.Equal([name], Unsaid([typeof(TypeTests)], XDocument.Parse(Document($"<member name='T:{name}'><summary> </summary></member>"))));
        Assert.Empty(Unsaid([typeof(TypeTests)], XDocument.Parse(Document($"<member name='T:{name}'><summary>Words.</summary></member>"))));
    }

    [Fact]
    public void NoMethod_CanBeCalledFromTheBrowser()
    {
        Assert.Empty(Invokable([.. Domain.GetTypes(), .. Web.GetTypes()]));
        Assert.Equal(["Settled.Call"], Invokable([typeof(Settled)]));
    }

    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static IEnumerable<string> Settable(IEnumerable<Type> types) => types.Where(type => !Uses.IsMade(type)).SelectMany(type => type
        .GetProperties(Any).Where(property => property.SetMethod is { IsPublic: true } set && !IsInit(set)).Cast<MemberInfo>()
        .Concat(type.GetFields(Any).Where(field => field is { IsPublic: true, IsInitOnly: false, IsLiteral: false, IsSpecialName: false }))
        .Select(member => $"{type.Name}.{member.Name}"));

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static IEnumerable<string> Vague(IEnumerable<Type> types) =>
        types.Where(type => !Uses.IsMade(type) && IsVague(type.Name)).Select(type => type.Name);

    private static bool IsVague(string name) => Regex.IsMatch(name.Split('`')[0], "(Manager|Helpers?|Service|Utils?|Base|Impl)$");

    // Migrations are written by the tool, and a page's doc comment has no place before its directives.
    private static bool IsFromTools(Type type) =>
        type.Name == "_Imports" || type.Namespace?.EndsWith("Migrations", StringComparison.Ordinal) == true || typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type);

    private static XDocument Documentation(Assembly assembly) => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));

    private static IEnumerable<string> Unsaid(IEnumerable<Type> types, XDocument documentation)
    {
        var said = documentation.Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value).ToHashSet();
        return types.Where(type => !Uses.IsMade(type) && !said.Contains("T:" + type.FullName!.Replace('+', '.'))).Select(type => type.FullName!);
    }

    private static IEnumerable<string> Invokable(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods(Any)).Where(method => method.IsDefined(typeof(JSInvokableAttribute), inherit: false))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

    private sealed class PlantedHelper;

    private sealed class Settled
    {
        public int Field = 1;

        public int Kept { get; init; }

        public int Own { get; private set; }

        public int Value { get; set; }

        [JSInvokable]
        public void Call() => Own++;
    }
}
