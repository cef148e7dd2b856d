using System.Reflection;
using System.Xml.Linq;
using Board.Domain.Plans;
using Board.Tests.Support;

namespace Board.Tests.Architecture;

/// <summary>Rule 1: the domain rests on the BCL alone, and each of its folders only on those before it.</summary>
public sealed class DomainFolderTests
{
    private static readonly string[] Order = ["Plans", "Calendar", "Readings", "Progress", "Reports", "Reminders", "Meetings"];

    [Fact]
    public void Domain_ReferencesTheBclOnly() => Assert.Empty(Foreign(typeof(Plan).Assembly));

    [Fact]
    public void Foreign_FindsAPackage() => Assert.Contains("xunit.core", Foreign(typeof(DomainFolderTests).Assembly));

    [Fact]
    public void DomainProject_NamesNoReference() => Assert.Empty(Named(File.ReadAllText(Folders.Of("Board.Domain", "Board.Domain.csproj"))));

    [Theory]
    [InlineData("PackageReference")]
    [InlineData("ProjectReference")]
    [InlineData("FrameworkReference")]
    public void Named_FindsAReference_ThatNothingUsesYet(string kind) =>
        Assert.Equal([kind], Named($"<Project><ItemGroup><{kind} Include=\"Other\" /></ItemGroup></Project>"));

    [Fact]
    public void Folders_UseOnlyThoseBeforeThem() => Assert.Empty(Upward(typeof(Plan).Assembly.GetTypes(), "Board.Domain"));

    [Fact]
    public void Folders_NameOnlyThoseBeforeThem() => Assert.Empty(UpwardInText(Source.Of("Board.Domain", ".cs")));

    [Fact]
    public void Upward_FindsAUse_InASignatureABodyAndAClosure()
    {
        Type[] planted = [.. typeof(DomainFolderTests).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true)];
        Assert.Equal(
            ["Plans.InBody uses Progress", "Plans.InClosure uses Progress", "Plans.InField uses Progress", "Strange is no folder of the domain"],
            Upward(planted, Root));
    }

    [Theory]
    [InlineData("using Board.Domain.Progress;")]
    [InlineData("var a = Board.Domain.Progress.Months.Days;")]
    [InlineData("var a = Progress.Months.Days;")]
    [InlineData("using static Board.Domain.Progress.Months;")]
    public void UpwardInText_FindsAConstant_ThatLeavesNoTraceInTheAssembly(string line) =>
        Assert.Equal(["Board.Domain/Plans/Bad.cs names Progress"], UpwardInText([new("Board.Domain/Plans/Bad.cs", line)]));

    [Fact]
    public void UpwardInText_LeavesAloneWhatIsNoNamespace() =>
        Assert.Empty(UpwardInText([new("Board.Domain/Plans/Good.cs", "var a = detail.Progress.Indicator; // see Progress.\nusing Board.Domain.Plans;")]));

    private const string Root = "Board.Tests.Architecture.Planted";

    private static IEnumerable<string> Foreign(Assembly assembly)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !File.Exists(Path.Combine(framework, name + ".dll")));
    }

    private static IEnumerable<string> Named(string project) =>
        XDocument.Parse(project).Descendants().Select(one => one.Name.LocalName).Where(name => name.EndsWith("Reference", StringComparison.Ordinal));

    private static IEnumerable<string> Upward(IEnumerable<Type> types, string root) =>
        types.Where(type => type.Namespace?.StartsWith(root, StringComparison.Ordinal) == true).SelectMany(type =>
        {
            var folder = Folder(type, root);
            var mine = Array.IndexOf(Order, folder);
            return mine < 0
                ? [$"{folder} is no folder of the domain"]
                : Uses.Types(type).Where(used => used.Namespace?.StartsWith(root + ".", StringComparison.Ordinal) == true)
                    .Select(used => Folder(used, root)).Where(used => Array.IndexOf(Order, used) > mine)
                    .Select(used => $"{folder}.{Uses.Written(type).Name} uses {used}");
        }).Distinct().Order();

    private static string Folder(Type type, string root) => type.Namespace![root.Length..].TrimStart('.').Split('.')[0];

    private static IEnumerable<string> UpwardInText(IEnumerable<Source> sources) =>
        from source in sources
        let mine = Array.IndexOf(Order, source.Path.Split('/')[1])
        where mine >= 0
        from later in Order[(mine + 1)..]
        where System.Text.RegularExpressions.Regex.IsMatch(source.Text, $@"Board\.Domain\.{later}\b|(?<![\w.]){later}\.[A-Z]\w*")
        select $"{source.Path} names {later}";
}
