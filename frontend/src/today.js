// On Today: the chart of alertness, and no look at the minute while somebody chooses a length.
import { drawCharts } from "./chart.js";

document.addEventListener("htmx:after:swap", drawCharts);
document.addEventListener("htmx:before:request", (event) => {
  const isLook = event.target.id === "now";
  if (isLook && document.querySelector("#today .shorter[open]")) event.preventDefault();
});
drawCharts();
