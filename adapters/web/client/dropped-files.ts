const filesOf = (entry: FileSystemEntry): Promise<File[]> =>
  new Promise<File[]>((resolve, reject) => {
    if (entry.isFile) (entry as FileSystemFileEntry).file((file) => resolve([file]), reject);
    else void insideOf(entry as FileSystemDirectoryEntry).then(resolve, reject);
  });

// A folder lists at most a hundred entries at a time.
const insideOf = async (folder: FileSystemDirectoryEntry): Promise<File[]> => {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    all.push(...some);
  }
  const named = all.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  return (await Promise.all(named.map(filesOf))).flat();
};

/** The files of a drop. A folder stands for those in it that are `wanted`, or for itself if there are none. */
export const droppedFiles = async (
  { files, items }: DataTransfer,
  wanted: (file: File) => boolean,
): Promise<File[]> => {
  // A drop can be read only before anything is waited for.
  const plain = [...files];
  const entries = [...items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry());
  const given = plain.map(async (file, index) => {
    const entry = entries[index] ?? null;
    if (entry === null || !entry.isDirectory) return [file];
    const found = (await insideOf(entry as FileSystemDirectoryEntry).catch(() => [])).filter(wanted);
    return found.length === 0 ? [file] : found;
  });
  return (await Promise.all(given)).flat();
};
