/** A priority queue (binary heap) that returns the smallest key first. */
export const createHeap = () => {
  const keys: number[] = [];
  const values: number[] = [];
  const swap = (a: number, b: number) => {
    [keys[a], keys[b]] = [keys[b] as number, keys[a] as number];
    [values[a], values[b]] = [values[b] as number, values[a] as number];
  };
  return {
    push: (key: number, value: number) => {
      let at = keys.push(key) - 1;
      values.push(value);
      for (
        let up = (at - 1) >> 1;
        at > 0 && (keys[up] as number) > (keys[at] as number);
        up = (at - 1) >> 1
      ) {
        swap(at, up);
        at = up;
      }
    },
    pop: (): { key: number; value: number } | null => {
      const [key, value] = [keys[0], values[0]];
      if (key === undefined || value === undefined) return null;
      swap(0, keys.length - 1);
      keys.pop();
      values.pop();
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < keys.length && (keys[left] as number) < (keys[least] as number)) least = left;
        if (right < keys.length && (keys[right] as number) < (keys[least] as number)) least = right;
        if (least === at) return { key, value };
        swap(at, least);
        at = least;
      }
    },
  };
};
