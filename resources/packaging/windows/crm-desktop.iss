; The set-up program for Windows, for one person and without an administrator. Compiled by `python dev.py build`:
;   ISCC /DVersion=0.1.0 /Odist resources\packaging\windows\crm-desktop.iss
; The shop's data lies in the person's own data folder; neither set-up nor removal touches it.
#ifndef Version
  #error Call with /DVersion=…
#endif
#define Root "..\..\.."

[Setup]
AppId={{6E1B0F54-6E0B-4B0C-9C4C-2B6C1C3B7D52}
AppName=Mostrador
AppVersion={#Version}
AppVerName=Mostrador {#Version}
AppPublisher=Mostrador contributors
DefaultDirName={autopf}\Mostrador
DefaultGroupName=Mostrador
DisableProgramGroupPage=yes
DisableWelcomePage=no
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Root}\LICENSE
OutputBaseFilename=crm-desktop-{#Version}-setup
UninstallDisplayIcon={app}\Mostrador.exe
UninstallDisplayName=Mostrador
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ShowLanguageDialog=auto
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"

[InstallDelete]
; libraries of an older version must not stay beside those of this one
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Root}\dist\crm-desktop\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\Mostrador"; Filename: "{app}\Mostrador.exe"
Name: "{autodesktop}\Mostrador"; Filename: "{app}\Mostrador.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\Mostrador.exe"; Description: "{cm:LaunchProgram,Mostrador}"; Flags: nowait postinstall skipifsilent
