# Builds libsodium with Microsoft's tools: build-libsodium.ps1 -Prefix FOLDER gives FOLDER\include, lib and bin. Needs Windows with
# Visual Studio 2022, and the network for the source, which is pinned by its checksum. Never run by this project yet.
param([Parameter(Mandatory)][string]$Prefix)
$ErrorActionPreference = 'Stop'

$version = '1.0.20'
$sha256 = 'ebb65ef6ca439333c2bb41a0c1990587288da07f6c7fd07cb3a18cc18d30ce19'
$work = Join-Path ([IO.Path]::GetTempPath()) "libsodium-$([Guid]::NewGuid())"
New-Item -ItemType Directory $work | Out-Null
try {
    $archive = Join-Path $work 'libsodium.tar.gz'
    Invoke-WebRequest -OutFile $archive "https://github.com/jedisct1/libsodium/releases/download/$version-RELEASE/libsodium-$version.tar.gz"
    $found = (Get-FileHash -Algorithm SHA256 $archive).Hash
    if ($found -ne $sha256) { throw "libsodium's archive has the checksum $found, not $sha256" }
    tar -xzf $archive -C $work
    if ($LASTEXITCODE) { throw "libsodium's archive cannot be unpacked" }
    $source = Join-Path $work "libsodium-$version"

    $vswhere = Join-Path ${env:ProgramFiles(x86)} 'Microsoft Visual Studio\Installer\vswhere.exe'
    $msbuild = & $vswhere -latest -products * -requires Microsoft.Component.MSBuild -find 'MSBuild\**\Bin\MSBuild.exe' | Select-Object -First 1
    if (-not $msbuild) { throw 'Visual Studio is not installed' }
    & $msbuild "$source\builds\msvc\vs2022\libsodium.sln" /m /nologo /v:minimal /p:Configuration=DynRelease /p:Platform=x64
    if ($LASTEXITCODE) { throw 'libsodium does not build' }

    foreach ($folder in 'include', 'lib', 'bin') { New-Item -ItemType Directory -Force (Join-Path $Prefix $folder) | Out-Null }
    Copy-Item -Recurse -Force "$source\src\libsodium\include\sodium.h", "$source\src\libsodium\include\sodium" (Join-Path $Prefix 'include')
    $built = Get-ChildItem -Recurse "$source\bin\x64\Release"
    Copy-Item -Force ($built | Where-Object Name -eq 'libsodium.lib').FullName (Join-Path $Prefix 'lib')
    Copy-Item -Force ($built | Where-Object Name -eq 'libsodium.dll').FullName (Join-Path $Prefix 'bin')
} finally {
    Remove-Item -Recurse -Force $work
}
