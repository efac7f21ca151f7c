// Read by htmx when it is imported: it adds no style of its own, which the pages' policy would
// refuse, and speaks to this server only.
if (!document.querySelector('meta[name="htmx-config"]')) {
  const meta = document.createElement("meta");
  meta.name = "htmx-config";
  meta.content = JSON.stringify({
    includeIndicatorCSS: false,
    mode: "same-origin",
    defaultTimeout: 30000,
    transitions: false,
  });
  document.head.append(meta);
}
