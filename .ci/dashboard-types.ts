// What Grafana's published schema says of a dashboard, in the form that JSON has. `.ci/dashboard` checks ours against
// it.
import type {
  AnnotationQuery, Dashboard as GrafanaDashboard, DataSourceRef, Panel, RowPanel, VariableModel,
} from "@grafana/schema";
import type * as stat from "@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen";
import type * as stateTimeline
  from "@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen";
import type * as table from "@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen";
import type * as timeSeries
  from "@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen";

/** JSON has the text of a string enumeration's member, never the member. */
type Json<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Json<T[K]> } : T;

/** Prometheus' data source is a plug-in of its own, so the schema has no type for its queries. */
interface Target {
  refId: string;
  datasource: DataSourceRef;
  expr: string;
  legendFormat: string;
  format?: "time_series" | "table" | "heatmap";
  instant?: boolean;
  range?: boolean;
}

type Annotation = AnnotationQuery & { expr?: string; step?: string; titleFormat?: string; textFormat?: string };

/** A variable's query as the list of variables shows it. Grafana writes it, its schema lacks it. */
type Variable = VariableModel & { definition?: string };

/** Grafana fills in the options that a panel leaves out. */
type PanelOf<Type extends string, Options, Custom> =
  Omit<Panel, "type" | "options" | "fieldConfig" | "targets"> & {
    type: Type;
    options: Partial<Options>;
    fieldConfig: NonNullable<Panel<Options, Partial<Custom>>["fieldConfig"]>;
    targets: Target[];
  };

/** A row shows the panels below it, so that it has none of its own. */
type Row = Omit<RowPanel, "panels"> & { panels: [] };

export type Dashboard = Json<Omit<GrafanaDashboard, "annotations" | "templating" | "panels"> & {
  annotations: { list: Annotation[] };
  templating: { list: Variable[] };
  panels: Array<
    | Row
    | PanelOf<"stat", stat.Options, {}>
    | PanelOf<"state-timeline", stateTimeline.Options, stateTimeline.FieldConfig>
    | PanelOf<"table", table.Options, table.FieldConfig>
    | PanelOf<"timeseries", timeSeries.Options, timeSeries.FieldConfig>>;
}>;
