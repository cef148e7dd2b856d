using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;

namespace Board.Web.Text;

/// <summary>Texts that tell one from several: <c>{0} {0:day|days} left</c>. Vietnamese says both alike and needs none of it.</summary>
public sealed class CountedTexts(IStringLocalizerFactory inner) : IStringLocalizerFactory
{
    /// <inheritdoc/>
    public IStringLocalizer Create(Type resourceSource) => new Localizer(inner.Create(resourceSource));

    /// <inheritdoc/>
    public IStringLocalizer Create(string baseName, string location) => new Localizer(inner.Create(baseName, location));

    private sealed class Localizer(IStringLocalizer inner) : IStringLocalizer
    {
        public LocalizedString this[string name] => inner[name];

        public LocalizedString this[string name, params object[] arguments]
        {
            get
            {
                var found = inner[name];
                return new(name, string.Format(Format.Instance, found.Value, arguments), found.ResourceNotFound, found.SearchedLocation);
            }
        }

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => inner.GetAllStrings(includeParentCultures);
    }

    private sealed class Format : IFormatProvider, ICustomFormatter
    {
        public static readonly Format Instance = new();

        object? IFormatProvider.GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType);

        string ICustomFormatter.Format(string? format, object? arg, IFormatProvider? formatProvider) => format?.Split('|') is [var one, var several]
            ? IsOne(arg) ? one : several
            : arg is IFormattable formattable ? formattable.ToString(format, CultureInfo.CurrentCulture) : arg?.ToString() ?? "";

        // Numbers come as such, or written for the reader already.
        private static bool IsOne(object? number) => number is "1" or 1 or 1L or 1m;
    }
}

/// <summary>Adds the texts of the two languages.</summary>
public static class TextServices
{
    /// <summary>Adds localizers whose texts may tell one from several.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services) => services.AddLocalization()
        .Replace(ServiceDescriptor.Singleton<IStringLocalizerFactory>(provider => new CountedTexts(ActivatorUtilities.CreateInstance<ResourceManagerStringLocalizerFactory>(provider))));
}
