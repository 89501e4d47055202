; The installer for one person: everything in their own folders and their own part of the registry.
; Silent: setup.exe /S [/CLOSE] [/D=FOLDER]. While Lockdesk runs, nothing is installed and the exit code is 5; /CLOSE asks it to
; close first, as its person would, and waits for half a minute.
; The uninstaller, silent: uninstall.exe /S [/CLOSE] [/REMOVEDATA]. Settings and history stay unless /REMOVEDATA is given.

Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

Name "Lockdesk"
OutFile "${SETUP}"
InstallDir "$LOCALAPPDATA\Programs\Lockdesk"
BrandingText "Lockdesk ${VERSION}"

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include Sections.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Lockdesk"
!define PROGRAM_ID "Lockdesk.Backup"
!define MUTEX "Local\org.lockdesk.Lockdesk"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\lockdesk.exe"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Lockdesk"
VIAddVersionKey "FileDescription" "Installs Lockdesk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; $0 = 1 while a Lockdesk of this person runs: it holds the mutex.
!macro LookWhetherItRuns
    System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "${MUTEX}") p .r1'
    StrCpy $0 0
    ${If} $1 P<> 0
        System::Call 'kernel32::CloseHandle(p r1)'
        StrCpy $0 1
    ${EndIf}
!macroend

; Files of a running program cannot be replaced. Ends with exit code 5, and nothing changed, unless it is closed.
!macro WaitUntilClosed
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/CLOSE" $R1
    ${IfNot} ${Errors}
        !insertmacro LookWhetherItRuns
        ${If} $0 = 1
            nsExec::Exec 'taskkill /IM lockdesk.exe'
            Pop $2
        ${EndIf}
        StrCpy $3 0
        ${DoWhile} $3 < 60
            !insertmacro LookWhetherItRuns
            ${If} $0 = 0
                ${Break}
            ${EndIf}
            Sleep 500
            IntOp $3 $3 + 1
        ${Loop}
    ${EndIf}
    ${Do}
        !insertmacro LookWhetherItRuns
        ${If} $0 = 0
            ${Break}
        ${EndIf}
        ${If} ${Silent}
            SetErrorLevel 5
            Quit
        ${EndIf}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Lockdesk is open. Please close it, and then choose Retry. Nothing has been changed yet." IDRETRY +3
        SetErrorLevel 5
        Quit
    ${Loop}
!macroend

Function .onInit
    SetShellVarContext current
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $0 != ""
        StrCpy $INSTDIR $0
    ${EndIf}
    !insertmacro WaitUntilClosed
FunctionEnd

; What an older version brought and this one does not: its own uninstaller knows. Settings and history stay.
Function RemoveOlder
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $0 != ""
    ${AndIf} ${FileExists} "$0\uninstall.exe"
        ; With _?= it runs where it is, is waited for, and so stays: deleted after it.
        ExecWait '"$0\uninstall.exe" /S _?=$0'
        Delete "$0\uninstall.exe"
        RMDir "$0"
    ${EndIf}
FunctionEnd

Section "Lockdesk"
    Call RemoveOlder
    SetOutPath "$INSTDIR"
    File /r "${TREE}\*.*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\Lockdesk.lnk" "$INSTDIR\lockdesk.exe"

    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Lockdesk"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\lockdesk.exe"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The developers of Lockdesk"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0

    WriteRegStr HKCU "Software\Classes\.lockdesk-backup" "" "${PROGRAM_ID}"
    WriteRegStr HKCU "Software\Classes\${PROGRAM_ID}" "" "Lockdesk backup"
    WriteRegStr HKCU "Software\Classes\${PROGRAM_ID}\DefaultIcon" "" "$INSTDIR\lockdesk.exe,0"
    WriteRegStr HKCU "Software\Classes\${PROGRAM_ID}\shell\open\command" "" '"$INSTDIR\lockdesk.exe" "%1"'
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Function un.onInit
    SetShellVarContext current
    !insertmacro WaitUntilClosed
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/REMOVEDATA" $R1
    ${IfNot} ${Errors}
        !insertmacro SelectSection 1
    ${EndIf}
FunctionEnd

Section "un.Lockdesk"
    SectionIn RO
    !include "${WORK}\files.nsh"
    !include "${WORK}\folders.nsh"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Lockdesk.lnk"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegKey HKCU "Software\Classes\${PROGRAM_ID}"
    ReadRegStr $0 HKCU "Software\Classes\.lockdesk-backup" ""
    ${If} $0 == "${PROGRAM_ID}"
        DeleteRegKey HKCU "Software\Classes\.lockdesk-backup"
    ${EndIf}
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; Off unless asked for: the history may be wanted as a record, and sets under way may still be finished.
Section /o "un.Settings and history"
    RMDir /r "$LOCALAPPDATA\lockdesk"
    RMDir /r "$APPDATA\lockdesk"
SectionEnd
