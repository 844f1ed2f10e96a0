// Files that the build puts beside main: importing one gives its path.
declare module '*?asset' {
  const path: string;
  export default path;
}
