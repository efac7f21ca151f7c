// On Today: the chart of alertness.
import { drawCharts } from "./chart.js";

document.addEventListener("htmx:after:swap", drawCharts);
drawCharts();
