export declare function prepare(): Promise<boolean>;
