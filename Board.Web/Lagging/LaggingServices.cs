namespace Board.Web.Lagging;

/// <summary>Adds what lags, and the letters about it.</summary>
public static class LaggingServices
{
    /// <summary>Adds the use cases.</summary>
    public static IServiceCollection AddLagging(this IServiceCollection services) =>
        services.AddSingleton<LaggingSights>().AddSingleton<FindLagging>().AddSingleton<DraftLetter>().AddSingleton<IssueLetter>().AddSingleton<ListLetters>().AddSingleton<FindLetter>();
}
