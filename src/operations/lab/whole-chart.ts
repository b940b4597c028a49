import { isKnown } from '../../contract/errors.ts';
import type { Files } from '../../contract/ports.ts';

/** A chart of this machine by its whole path, since the next run may be in another folder; any other one as it is. */
export async function wholeChart(files: Files, chart: string): Promise<string> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(chart)) return chart;
  return (await isPath(files, chart)) ? files.absolute(chart) : chart;
}

/** As helm decides (pkg/action/install.go, LocateChart): what is there is taken before a repository of that name. */
async function isPath(files: Files, chart: string): Promise<boolean> {
  if (/^[./~]|^[A-Za-z]:[\\/]|\.tgz$/.test(chart)) return true;
  try {
    return (await files.find(`${chart}/Chart.yaml`)) !== undefined;
  } catch (error) {
    if (isKnown(error, 'usage') || isKnown(error, 'config')) return false;
    throw error;
  }
}
