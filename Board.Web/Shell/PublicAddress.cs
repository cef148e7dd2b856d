using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Board.Web.Shell;

/// <summary>The address under which people reach this server, for links that leave it.</summary>
public sealed class PublicAddress(IOptions<BoardSettings> settings, IConfiguration configuration, IServer server)
{
    /// <summary>A path of this server in full.</summary>
    public string Of(string path) => Root.TrimEnd('/') + path;

    private string Root
    {
        get
        {
            if (settings.Value.PublicUrl is { Length: > 0 } known) return known;
            var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
                ?? (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "http://localhost:5080";
            var address = BindingAddress.Parse(listening);
            // One that stands for all of the machine's addresses leads nowhere.
            var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
            return $"{address.Scheme}://{host}:{address.Port}";
        }
    }
}

/// <summary>Has requests pass for what people's browsers sent.</summary>
public static class PublicScheme
{
    /// <summary>
    /// Takes from configured proxies alone whom they speak for and by which scheme. Where people use TLS, a proxy ends it before us; cookies
    /// must be kept to it all the same.
    /// </summary>
    public static void UsePublicScheme(this WebApplication app)
    {
        // Read with the first request: faults of the settings are listed together at the start.
        var forwarding = new Lazy<ForwardedHeadersOptions?>(() => Forwarding(app.Services.GetRequiredService<IOptions<BoardSettings>>().Value));
        app.UseWhen(_ => forwarding.Value is not null, proxied => proxied.Use(next =>
        {
            var logging = app.Services.GetRequiredService<ILoggerFactory>();
            var middleware = new Lazy<ForwardedHeadersMiddleware>(() => new(next, logging, Options.Create(forwarding.Value!)));
            return context => middleware.Value.Invoke(context);
        }));
        app.Use((context, next) =>
        {
            if (context.RequestServices.GetRequiredService<IOptions<BoardSettings>>().Value.IsBehindTls) context.Request.Scheme = Uri.UriSchemeHttps;
            return next();
        });
    }

    private static ForwardedHeadersOptions? Forwarding(BoardSettings settings)
    {
        if (settings.ProxyNetworks is not { Count: > 0 } proxies) return null;
        // Through as many as are known; the first that is not is whom they all speak for.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        return options;
    }
}
