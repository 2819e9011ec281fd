#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`photoplay: Node.js ${process.versions.node} is too old. Install 20.19 or newer.`);
  process.exit(1);
}
await import('../dist/main.js').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !String(error.message).includes('/dist/main.js')) throw error;
  console.error('photoplay: The program isn’t built. Run npm run build.');
  process.exit(1);
});
