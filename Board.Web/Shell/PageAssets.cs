using Microsoft.AspNetCore.Components;

namespace Board.Web.Shell;

/// <summary>The addresses of this product's files, with their fingerprints, for pages that are drawn outside a request.</summary>
public sealed class PageAssets(IServiceProvider services)
{
    private readonly Lazy<ResourceAssetCollection> _files = new(() =>
        services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<ResourceAssetCollection>()).OfType<ResourceAssetCollection>().FirstOrDefault()
        ?? ResourceAssetCollection.Empty);

    /// <summary>The address of a file of <c>wwwroot</c>.</summary>
    public string Address(string path) => "/" + _files.Value[path];
}
