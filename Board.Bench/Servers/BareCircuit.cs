using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Board.Bench.Servers;

/// <summary>
/// The floor of an island: a Blazor server whose page is one component with one piece of markup of as many bytes as it is told, made once and
/// given to every circuit. The verb <c>bare-circuit</c> runs it.
/// </summary>
public static class BareCircuit
{
    /// <summary>Address of the page.</summary>
    public const string PagePath = "/";
    /// <summary>Answers once it serves.</summary>
    public const string ReadyPath = "/ready";

    private const int Batch = 16;

    /// <summary>Serves until it is stopped.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddSingleton<Shown>();
        await using var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<Page>().AddInteractiveServerRenderMode(mode => mode.DisableWebSocketCompression = true);
        app.MapGet(ReadyPath, () => "ready");
        app.MapPost("/send", (int bytes, Shown shown) => shown.Send(bytes)).DisableAntiforgery();
        await app.RunAsync();
        return 0;
    }

    /// <summary>What all circuits show.</summary>
    private sealed class Shown
    {
        private readonly ConcurrentDictionary<Figure, bool> _figures = new();
        private long _version;

        public MarkupString Html { get; private set; } = new("<p data-version=\"0\"></p>");

        public void Add(Figure figure) => _figures[figure] = true;

        public void Remove(Figure figure) => _figures.TryRemove(figure, out _);

        // Like the product it sends after it has answered, from another thread than the request's, and as many circuits in a row.
        public long Send(int bytes)
        {
            var version = Interlocked.Increment(ref _version);
            Html = new($"<p data-version=\"{version}\">{new string('x', Math.Max(0, bytes))}</p>");
            _ = Task.Run(() => Parallel.ForEachAsync(_figures.Keys.Chunk(Batch), async (figures, _) =>
            {
                foreach (var figure in figures) figure.Draw();
                await Task.Yield();
            }));
            return version;
        }
    }

    /// <summary>The page that circuits come from; public, since only such are found by their routes.</summary>
    [Route(PagePath)]
    public sealed class Page : ComponentBase
    {
        /// <inheritdoc/>
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "html");
            builder.OpenElement(1, "body");
            builder.OpenComponent<Figure>(2);
            builder.AddComponentRenderMode(RenderMode.InteractiveServer);
            builder.CloseComponent();
            builder.CloseElement();
            builder.CloseElement();
        }
    }

    private sealed class Figure : ComponentBase, IDisposable
    {
        [Inject] public required Shown Shown { get; set; }

        public void Draw() => _ = InvokeAsync(StateHasChanged);

        public void Dispose() => Shown.Remove(this);

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, Shown.Html);

        protected override void OnAfterRender(bool firstRender)
        {
            if (firstRender) Shown.Add(this);
        }
    }
}
