/** A metric of the service at the moment it is read. A counter only ever grows. */
export type Metric = {
  name: string;
  help: string;
  type: 'counter' | 'gauge';
  labels: Readonly<Record<string, string>>;
  value: number;
};
