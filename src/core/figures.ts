/** One number about how we are doing, as it is at the moment it is read; a counter only ever grows. */
export type Figure = {
  name: string;
  help: string;
  type: 'counter' | 'gauge';
  labels: Readonly<Record<string, string>>;
  value: number;
};
