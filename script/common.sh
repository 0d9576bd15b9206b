# Shared by the scripts of this folder, which source it: goes to the repository's root, speaks the
# user's language, and sees to it that what the build needs is there.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# say ENGLISH SPANISH
say() {
  local locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
  case $locale in
    es | es[_.@]*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# stop ENGLISH SPANISH
stop() {
  say "$1" "$2" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# as_root COMMAND…
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    stop "Administrator rights are needed and there is no sudo. As root, run: $*" \
      "Se necesitan permisos de administrador y no hay sudo. Como root, ejecute: $*"
  fi
}

need_tools() {
  has git || stop "git is missing. Install it first." "Falta git. Instálelo primero."
  has swift || stop "Swift is missing. Install Swift 6.2 or later from https://swift.org/install." \
    "Falta Swift. Instale Swift 6.2 o posterior desde https://swift.org/install."
  local version
  version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+)\.([0-9]+).*/\1 \2/p' | head -n 1)
  [ -n "$version" ] || stop "The version of Swift is unknown: swift --version says nothing." \
    "No se conoce la versión de Swift: swift --version no la dice."
  local major=${version% *} minor=${version#* }
  if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    stop "Swift $major.$minor is too old. Install Swift 6.2 or later from https://swift.org/install." \
      "Swift $major.$minor es muy antiguo. Instale Swift 6.2 o posterior desde https://swift.org/install."
  fi
}

# has_header NAME
has_header() {
  local folder
  local IFS=:
  for folder in ${CPATH:-} /usr/include /usr/local/include; do
    [ -e "$folder/$1" ] && return 0
  done
  return 1
}

# The solver, and what XLSX files are packed with and written in; Swift on Linux asks for these two
# as well.
has_headers() { has_header glpk.h && has_header zlib.h && has_header libxml2/libxml/parser.h; }

need_libraries_by_apt() {
  has_headers && return
  has apt-get || stop \
    "Headers are missing. Install GLPK, zlib and libxml2 for development (Fedora: glpk-devel zlib-devel libxml2-devel; Arch: glpk zlib libxml2)." \
    "Faltan cabeceras. Instale GLPK, zlib y libxml2 para desarrollo (Fedora: glpk-devel zlib-devel libxml2-devel; Arch: glpk zlib libxml2)."
  say "Installing libglpk-dev, zlib1g-dev and libxml2-dev with apt-get: the solver that Cartera uses, and what reads XLSX files." \
    "Instalando libglpk-dev, zlib1g-dev y libxml2-dev con apt-get: el optimizador que usa Cartera, y lo que lee archivos XLSX."
  local candidate install
  candidate=$(LC_ALL=C apt-cache policy libglpk-dev 2>/dev/null | sed -n 's/^ *Candidate: //p')
  install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends libglpk-dev zlib1g-dev libxml2-dev)
  if [ -z "$candidate" ] || [ "$candidate" = "(none)" ]; then
    as_root apt-get update -q || true
    as_root "${install[@]}" || true
  elif ! as_root "${install[@]}"; then
    # The lists of packages may be older than the archive.
    as_root apt-get update -q || true
    as_root "${install[@]}" || true
  fi
  has_headers || stop \
    "They could not be installed: see apt-get's words above. Install them and run this again." \
    "No se pudieron instalar: vea arriba lo que dice apt-get. Instálelos y ejecute esto de nuevo."
}

need_glpk_by_brew() {
  has brew || stop "GLPK is missing. Install Homebrew from https://brew.sh first; it brings GLPK." \
    "Falta GLPK. Instale primero Homebrew desde https://brew.sh, que lo trae."
  if ! brew list glpk >/dev/null 2>&1; then
    say "Installing glpk with Homebrew: the solver that Cartera uses." \
      "Instalando glpk con Homebrew: el optimizador que usa Cartera."
    brew install glpk || stop "Homebrew could not install glpk: see its words above." \
      "Homebrew no pudo instalar glpk: vea arriba lo que dice."
  fi
  local prefix
  prefix=$(brew --prefix glpk)
  export CPATH="$prefix/include${CPATH:+:$CPATH}"
  export LIBRARY_PATH="$prefix/lib${LIBRARY_PATH:+:$LIBRARY_PATH}"
}

# Everything that a build needs; installs what is missing.
prepare() {
  need_tools
  case $(uname -s) in
    Darwin) need_glpk_by_brew ;;
    *) need_libraries_by_apt ;;
  esac
}
